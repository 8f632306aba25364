import Auditing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Ends the process with the exit code of nodevet's own faults where it would die by a signal: a pipeline that reads
/// exit codes is told the same in both cases.
enum InternalFault {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSEGV, SIGBUS, SIGSYS]

  /// To be called before anything can go wrong. Where the Swift runtime is asked for a backtrace, it gets to give it.
  static func install() {
    if Console.environment("SWIFT_BACKTRACE") != nil { return }
    WorkerThreads.answerSignalsAside()
    var action = sigaction()
    #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = report
    #elseif canImport(Musl)
    action.__sa_handler.sa_handler = report
    #else
    action.__sigaction_handler.sa_handler = report
    #endif
    // On a stack of its own, where the thread has one: the other may be what overflowed.
    action.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND))
    // Who starts nodevet may hold signals back; a fault that cannot be answered would end the process unheard.
    var answered = sigset_t()
    sigemptyset(&answered)
    for signal in signals {
      sigaction(signal, &action, nil)
      sigaddset(&answered, signal)
    }
    pthread_sigmask(SIG_UNBLOCK, &answered, nil)
  }

  /// Calls nothing but what a signal handler may call.
  private static let report: @convention(c) (Int32) -> Void = { _ in
    let text: StaticString = """
      nodevet: internal error: this is nodevet's own fault, and nothing it printed is complete
      nodevet: please report it, with the files that it was given

      """
    _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    _exit(ExitCode.internalError.rawValue)
  }
}
