import DataFormats
import JavaScript
import SourceText

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `nodevet parse FILE...`: syntax only, one line a file in the order given.
///
/// `PATH<TAB>ok` or `PATH<TAB>error<TAB>LINE:COL<TAB>MESSAGE`; control characters are escaped. Lines are flushed at least
/// once a second, so that a reader can follow.
struct ParseCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--goal", value: "GOAL", help: "script, module, commonjs or auto (as Node decides; the default)"),
    .init(name: "--lang", value: "LANGUAGE", help: "js, jsx, ts, tsx, dts, json, jsonc or auto (by name; the default)"),
    .init(name: "--files-from", value: "FILE", help: "read file names from FILE, or - for standard input"),
    .init(name: "--quiet", value: nil, help: "print only files with errors"),
  ]

  static let goals = ["script", "module", "commonjs", "auto"]
  static let languages = ["js", "jsx", "ts", "tsx", "dts", "json", "jsonc", "auto"]

  private let goal: ParseOptions.Goal?
  private let language: String
  private let isQuiet: Bool
  private var files: [String]
  private var output: [UInt8] = []
  private var lastFlush = time(nil)
  private var packages = PackageScope()

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    switch reader.value("--goal") ?? "auto" {
    case "script": goal = .script
    case "module": goal = .module
    case "commonjs": goal = .commonJS
    case "auto": goal = nil
    case let other: throw UsageError.badValue(other, of: "--goal", allowed: "script, module, commonjs and auto")
    }
    language = reader.value("--lang") ?? "auto"
    if !Self.languages.contains(language) {
      throw UsageError.badValue(
        language, of: "--lang", allowed: "js, jsx, ts, tsx, dts, json, jsonc and auto")
    }
    isQuiet = reader.has("--quiet")
    files = reader.operands
    for source in reader.all("--files-from") { files += try FileBytes.names(from: source) }
    if files.isEmpty, reader.all("--files-from").isEmpty { throw UsageError.missingOperand("a file to parse") }
  }

  mutating func run() -> ExitCode {
    var clean = true
    let arena = TreeArena()
    for path in files {
      let verdict = problem(in: path, arena)
      if verdict != nil { clean = false }
      if verdict != nil || !isQuiet { say(path, verdict) }
    }
    Console.write(output)
    return clean ? .clean : .findings
  }

  private mutating func say(_ path: String, _ problem: (position: Position, message: String)?) {
    output += Self.escaped(path).utf8
    if let problem {
      output += "\terror\t\(problem.position.line):\(problem.position.column)\t\(Self.escaped(problem.message))\n".utf8
    } else {
      output += "\tok\n".utf8
    }
    let now = time(nil)
    if output.count > 1 << 16 || now != lastFlush {
      Console.write(output)
      output.removeAll(keepingCapacity: true)
      lastFlush = now
    }
  }

  /// The first problem of a file; nil where it parses.
  private mutating func problem(in path: String, _ arena: TreeArena) -> (position: Position, message: String)? {
    guard let bytes = FileBytes.read(path) else {
      return (Position(line: 1, column: 1), "the file cannot be read: \(String(cString: strerror(errno)))")
    }
    if let dialect = jsonDialect(path) {
      let document = JSONParser.parse(bytes, dialect: dialect)
      guard let problem = document.problems.min(by: { $0.span < $1.span }) else { return nil }
      return (LineTable(bytes).position(at: problem.span.start), problem.message)
    }
    let tree = arena.parse(bytes, options: options(path))
    guard let problem = tree.problems.first else { return nil }
    return (LineTable(bytes).position(at: problem.span.start), problem.message)
  }

  private func jsonDialect(_ path: String) -> JSONDialect? {
    if language == "json" { return .strict }
    if language == "jsonc" { return .withComments }
    guard language == "auto" else { return nil }
    let name = path.parts(between: "/").last ?? ""
    if name.hasSuffix(".jsonc") || name == ".eslintrc.json" { return .withComments }
    guard name.hasSuffix(".json") else { return nil }
    return name.hasPrefix("tsconfig") || name.hasPrefix("jsconfig") ? .withComments : .strict
  }

  private mutating func options(_ path: String) -> ParseOptions {
    var options = ParseOptions.forPath(path)
    switch language {
    case "js": options.language = .js
    case "jsx": options.language = .jsx
    case "ts": options.language = .ts
    case "tsx": options.language = .tsx
    case "dts": options.language = .dts
    default: break
    }
    if let goal {
      options.goal = goal
    } else if options.goal == .auto, options.language == .js || options.language == .jsx, packages.isModule(path) {
      options.goal = .module
    }
    return options
  }

  /// Control characters made visible, so that a name or message cannot break the line.
  private static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.value < 0x20 || scalar.value == 0x7F {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
