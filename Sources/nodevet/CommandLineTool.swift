import Auditing
import Checking
import ProjectFacts
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Chooses the command and runs it.
enum CommandLineTool {
  static func run(_ arguments: [String]) -> ExitCode {
    let code = outcome(of: arguments)
    // Who read the exit code alone would take a report that nobody got for one that was read.
    if let failure = Console.writeFailure {
      Console.complain("cannot write to standard output: \(failure)")
      return code == .internalError ? code : .usage
    }
    return code
  }

  private static func outcome(of arguments: [String]) -> ExitCode {
    do {
      return try dispatch(arguments)
    } catch {
      Console.complain(error.message)
      if error.isAboutArguments {
        let command = arguments.first.flatMap { CommandTable.entry($0) }
        Console.complain("try 'nodevet \(command.map { $0.name + " " } ?? "")--help'")
      }
      return .usage
    }
  }

  /// What to tell who asks for help; nil where nobody does.
  private static func help(_ arguments: [String]) -> String? {
    let flags = ["--help", "-h"]
    guard let first = arguments.first else { return nil }
    if flags.contains(first) { return Help.text }
    let asked = first == "help" ? arguments.dropFirst().first : first
    if first != "help", !arguments.prefix(while: { $0 != "--" }).contains(where: flags.contains) { return nil }
    guard let asked else { return Help.text }
    // Where no command is named it is an audit that was about to be.
    return CommandTable.entry(asked).map(Help.text(of:))
      ?? (first == "help" ? Help.text : CommandTable.entry("audit").map(Help.text(of:)))
  }

  private static func dispatch(_ arguments: [String]) throws(UsageError) -> ExitCode {
    if let help = help(arguments) {
      Console.write(help)
      return .clean
    }
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "parse":
      let command = try ParseCommand(rest)
      return try onDeepStack { () throws(UsageError) in
        var command = command
        return command.run()
      }
    case "audit":
      return try audit(rest)
    case "dump":
      let command = try DumpCommand(rest)
      return try onDeepStack { () throws(UsageError) in try command.run() }
    case "deps":
      let command = try DepsCommand(rest)
      return try command.run()
    case "speed":
      let command = try SpeedCommand(rest)
      return command.run()
    case "rules":
      if rest.first == "test" {
        return try onDeepStack { () throws(UsageError) in try RulesCommand.test(Array(rest.dropFirst())) }
      }
      return try RulesCommand.list(rest)
    case "explain":
      return try RulesCommand.explain(rest)
    case "baseline":
      let command = try BaselineCommand(rest)
      return try onDeepStack { () throws(UsageError) in try command.run() }
    case "config":
      return try ConfigCommand.run(rest)
    case "init":
      return try InitCommand.run(rest) { folder throws(UsageError) in
        let command = try BaselineCommand(["--", folder])
        return try onDeepStack { () throws(UsageError) in try command.run() }
      }
    case "completions":
      return try CompletionsCommand.run(rest)
    case "--version":
      Console.write("nodevet \(Audit.version)\n")
      if rest.contains("--verbose") {
        Console.write(
          "releases of Node.js as of \(NodeReleases.text(of: NodeReleases.asOf)), from \(NodeReleases.source)\n")
      }
      return .clean
    default:
      try refuseMisspelledCommand(arguments.first)
      return try audit(arguments)
    }
  }

  /// What stands first may be a path; where there is none by that name, it is a command that was meant.
  private static func refuseMisspelledCommand(_ word: String?) throws(UsageError) {
    guard let word, !word.hasPrefix("-"), !word.utf8.contains(UInt8(ascii: "/")), access(word, F_OK) != 0,
      let name = Spelling.nearest(to: word, among: CommandTable.entries.map(\.name))
    else { return }
    throw UsageError.unknownCommand(word, suggestion: name)
  }

  private static func audit(_ arguments: [String]) throws(UsageError) -> ExitCode {
    let command = try AuditCommand(arguments)
    // The join walks values recursively: it wants the deep stack too.
    return try onDeepStack { () throws(UsageError) in try command.run() }
  }

  /// Runs on a thread whose stack holds the deepest nesting the parser admits.
  private static func onDeepStack(
    _ body: @escaping @Sendable () throws(UsageError) -> ExitCode
  ) throws(UsageError) -> ExitCode {
    let result = Mutex(Result<ExitCode, UsageError>.success(.internalError))
    WorkerThreads.run(1) { _ in
      let outcome = Result(catching: body)
      result.withLock { $0 = outcome }
    }
    return try result.withLock { $0 }.get()
  }
}
