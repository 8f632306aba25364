import Auditing
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
      return onDeepStack {
        var command = command
        return command.run()
      }
    case "audit":
      return try audit(rest)
    case "rules":
      return try RulesCommand.list(rest)
    case "explain":
      return try RulesCommand.explain(rest)
    case "--version":
      Console.write("nodevet \(Audit.version)\n")
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
    let result = Mutex(Result<ExitCode, UsageError>.success(.internalError))
    // The join walks values recursively: it wants the deep stack too.
    WorkerThreads.run(1) { _ in
      let outcome = Result { () throws(UsageError) in try command.run() }
      result.withLock { $0 = outcome }
    }
    return try result.withLock { $0 }.get()
  }

  /// Runs on a thread whose stack holds the deepest nesting the parser admits.
  private static func onDeepStack(_ body: @escaping @Sendable () -> ExitCode) -> ExitCode {
    let result = Mutex(ExitCode.internalError)
    WorkerThreads.run(1) { _ in
      let code = body()
      result.withLock { $0 = code }
    }
    return result.withLock { $0 }
  }
}
