import Auditing
import ProjectFacts
import Synchronization

/// Chooses the command and runs it.
enum CommandLineTool {
  static func run(_ arguments: [String]) -> ExitCode {
    do {
      return try dispatch(arguments)
    } catch {
      Console.complain(error.message)
      Console.complain("try 'nodevet --help'")
      return .usage
    }
  }

  private static func dispatch(_ arguments: [String]) throws(UsageError) -> ExitCode {
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
    case "--help", "-h", "help":
      Console.write(Help.text)
      return .clean
    default:
      return try audit(arguments)
    }
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
