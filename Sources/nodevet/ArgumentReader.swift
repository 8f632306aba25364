import Checking
import SourceText

/// Reads a command's arguments: flags with and without values, and the rest.
///
/// `--flag value` and `--flag=value` are the same; `--` ends the flags. An unknown flag is an error that names the
/// nearest known one.
struct ArgumentReader {
  /// A flag a command knows.
  struct Flag {
    var name: String
    /// How the value is called in help, nil for switches: `FORMAT`.
    var value: String?
    var help: String
  }

  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  init(_ arguments: [String], flags: [Flag]) throws(UsageError) {
    var index = 0
    var flagsEnded = false
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      guard !flagsEnded, argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      if argument == "--" {
        flagsEnded = true
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let flag = flags.first(where: { $0.name == name }) else {
        throw UsageError.unknownFlag(name, suggestion: Spelling.nearest(to: name, among: flags.map(\.name)))
      }
      if flag.value == nil {
        if parts.count > 1 { throw UsageError.needsNoValue(name) }
        values[name, default: []].append("")
      } else if parts.count > 1 {
        values[name, default: []].append(String(parts[1]))
      } else if index < arguments.count {
        values[name, default: []].append(arguments[index])
        index += 1
      } else {
        throw UsageError.needsValue(name, of: flag.value ?? "VALUE")
      }
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  /// The last value given for a flag.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values given for a flag; lists separated by commas are split.
  func list(_ name: String) -> [String] {
    (values[name] ?? []).flatMap { $0.parts(between: ",").map(String.init) }
  }

  func all(_ name: String) -> [String] { values[name] ?? [] }
}

/// What the operator got wrong.
enum UsageError: Error {
  case unknownFlag(String, suggestion: String?)
  case needsValue(String, of: String)
  case needsNoValue(String)
  case badValue(String, of: String, allowed: String)
  case unknownCommand(String, suggestion: String?)
  case unknownRule(String, suggestion: String?)
  case missingOperand(String)
  case other(String)

  /// Whether it is the command line that is wrong, so that its help helps.
  var isAboutArguments: Bool {
    if case .other = self { false } else { true }
  }

  var message: String {
    switch self {
    case .unknownFlag(let name, let suggestion):
      "unknown flag '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .needsValue(let name, let value): "'\(name)' needs a \(value)"
    case .needsNoValue(let name): "'\(name)' takes no value"
    case .badValue(let value, let name, let allowed): "'\(value)' is no value of '\(name)'; there are \(allowed)"
    case .unknownCommand(let name, let suggestion):
      "unknown command or path '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .unknownRule(let name, let suggestion):
      "there is no rule or category '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .missingOperand(let what): "\(what) is missing"
    case .other(let text): text
    }
  }
}
