import Auditing
import Synchronization

/// Chooses the command and runs it.
enum CommandLineTool {
  static let version = "0.1.0"

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
    case "--version":
      Console.write("nodevet \(version)\n")
      return .clean
    case "--help", "-h", "help", nil:
      Console.write("nodevet\n")
      return .clean
    default:
      throw UsageError.unknownCommand(arguments[0], suggestion: nil)
    }
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
