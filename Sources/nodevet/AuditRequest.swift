import Checking
import Auditing
import Findings
import ProjectFacts
import Reporting
import RulePages

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the flags of an audit ask for, whichever command audits.
struct AuditRequest {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--only", value: "RULES", help: "run these rules or categories alone; repeatable"),
    .init(name: "--skip", value: "RULES", help: "leave these rules or categories out; repeatable"),
    .init(name: "--rules", value: "DIR", help: "add the rule pages in DIR; repeatable"),
    .init(name: "--config", value: "FILE", help: "read FILE in place of the project's nodevet.json"),
    .init(name: "--preset", value: "NAME", help: "begin with recommended (default), strict or review"),
    .init(name: "--untrusted", value: nil, help: "obey neither nodevet.json nor suppressions of the project"),
    .init(name: "--allow-incomplete", value: nil, help: "exit 0 although something could not be examined"),
    .init(name: "--threads", value: "N", help: "worker threads; the report does not depend on it"),
    .init(name: "--as-of", value: "YYYY-MM-DD", help: "judge the expiry of suppressions by this day"),
    .init(name: "--timings", value: nil, help: "say on standard error, and in JSON, what CPU time went into"),
  ]

  let paths: [String]
  let allowsIncomplete: Bool
  let isUntrusted: Bool
  let showsTimings: Bool
  private let own: [RulePage]
  private let only: [String]
  private let skip: [String]
  private let configurationFile: String?
  private let preset: Preset?
  private let threads: Int
  private let today: CalendarDay?

  init(_ reader: ArgumentReader) throws(UsageError) {
    allowsIncomplete = reader.has("--allow-incomplete")
    isUntrusted = reader.has("--untrusted")
    showsTimings = reader.has("--timings")
    threads = try Self.threads(reader.value("--threads"))
    // Order and repetition of the arguments change nothing.
    paths = reader.operands.isEmpty ? ["."] : Set(reader.operands).sorted()
    today = try Self.day(reader.value("--as-of"))
    own = try OwnPages.read(reader.all("--rules"))
    only = reader.list("--only")
    skip = reader.list("--skip")
    try Self.check(only + skip, own)
    configurationFile = reader.value("--config")
    preset = try reader.value("--preset").map { name throws(UsageError) in try Self.preset(name) }
  }

  // MARK: Parts of an audit

  func project(at path: String) throws(UsageError) -> Project {
    do {
      return try Project.load(at: path)
    } catch {
      throw UsageError.other(error.message)
    }
  }

  func configuration(of project: Project) throws(UsageError) -> ProjectConfiguration {
    let source: ConfigurationLoader.Source =
      if let configurationFile {
        .file(path: configurationFile) { path in
          if let bytes = FileBytes.read(path) { return .success(bytes) }
          return .failure(errno == ENOENT ? .missing : .system(errno))
        }
      } else {
        isUntrusted ? .none : .project
      }
    let (configuration, problems) = ConfigurationLoader.load(
      source, for: project, preset: preset, keys: ConfigurationKeys(own: own))
    if !problems.isEmpty {
      throw UsageError.other("a configuration is wrong\n" + problems.map(\.description).joined(separator: "\n"))
    }
    return configuration
  }

  func selection(_ configuration: ProjectConfiguration) throws(UsageError) -> RuleSelection {
    let selection = RuleSelection(own: own, only: only, skip: skip, options: configuration.options)
    if !selection.problems.isEmpty { throw OwnPages.malformed(selection.problems) }
    return selection
  }

  func options(_ configuration: ProjectConfiguration, subject: String) -> AuditOptions {
    var options = AuditOptions(subject: subject, threads: threads)
    options.configuration = configuration
    options.obeysSuppressions = !isUntrusted
    options.today = today
    options.measuresWork = showsTimings
    return options
  }

  // MARK: Values of flags

  private static func preset(_ name: String) throws(UsageError) -> Preset {
    guard let preset = Preset(rawValue: name) else {
      throw UsageError.badValue(
        name, of: "--preset", allowed: Preset.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return preset
  }

  private static func threads(_ value: String?) throws(UsageError) -> Int {
    guard let value else { return WorkerThreads.processorCount }
    guard let count = Int(value), count >= 1, count <= 256 else {
      throw UsageError.badValue(value, of: "--threads", allowed: "numbers from 1 to 256")
    }
    return count
  }

  private static func day(_ text: String?) throws(UsageError) -> CalendarDay? {
    guard let text else { return Console.today }
    guard let day = CalendarDay(text) else {
      throw UsageError.badValue(text, of: "--as-of", allowed: "days such as 2026-11-21")
    }
    return day
  }

  private static func check(_ names: [String], _ own: [RulePage]) throws(UsageError) {
    let known = RuleSelection.names(own: own)
    for name in names where !known.contains(name) {
      throw UsageError.unknownRule(name, suggestion: Spelling.nearest(to: name, among: known))
    }
  }
}
