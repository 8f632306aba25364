#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Threads with a stack deep enough for the parser's depth limit.
///
/// Raw threads, because a recursive parser needs a stack that no pool offers, and because starting them costs a few
/// microseconds where a runtime costs milliseconds.
package enum WorkerThreads {
  /// Bytes. Holds the deepest admitted nesting in debug builds; pages that are not touched cost nothing.
  private static let stackSize = 512 << 20

  /// Runs `body` once on each of `count` threads, with its number, and waits for all.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    for thread in start(count, body) { pthread_join(thread, nil) }
  }

  /// Runs `body` on this thread and each of `others` on a thread of its own, and waits for all.
  static func run<Result>(_ body: () -> Result, beside others: [@Sendable () -> Void]) -> Result {
    let threads = others.flatMap { other in start(1) { _ in other() } }
    defer { for thread in threads { pthread_join(thread, nil) } }
    return body()
  }

  private static func start(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> [pthread_t] {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    defer { pthread_attr_destroy(&attributes) }
    var threads: [pthread_t] = []
    for number in 0..<max(1, count) {
      let context = Unmanaged.passRetained(Job(number, body)).toOpaque()
      #if canImport(Darwin)
      var thread: pthread_t?
      #else
      var thread = pthread_t()
      #endif
      guard pthread_create(&thread, &attributes, main, context) == 0 else {
        // No thread to be had: the work is done here instead.
        Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run()
        continue
      }
      #if canImport(Darwin)
      if let thread { threads.append(thread) }
      #else
      threads.append(thread)
      #endif
    }
    return threads
  }

  /// Processors the process may use.
  package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private final class Job {
    private let number: Int
    private let body: @Sendable (Int) -> Void

    init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.number = number
      self.body = body
    }

    func run() { body(number) }

    /// On a thread of its own.
    func runOnThread() {
      let memory = WorkerThreads.answerSignalsAside()
      run()
      var stack = stack_t()
      stack.ss_flags = Int32(SS_DISABLE)
      sigaltstack(&stack, nil)
      memory.deallocate()
    }
  }

  /// Gives the thread that calls this a second stack, on which a signal is answered even if the first is what overflowed.
  ///
  /// - Returns: its memory, for as long as the thread lives.
  @discardableResult
  package static func answerSignalsAside() -> UnsafeMutableRawPointer {
    let size = 64 << 10
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    var stack = stack_t()
    stack.ss_sp = memory
    stack.ss_size = numericCast(size)
    sigaltstack(&stack, nil)
    return memory
  }

  #if canImport(Darwin)
  private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
    Unmanaged<Job>.fromOpaque(context).takeRetainedValue().runOnThread()
    return nil
  }
  #else
  private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().runOnThread() }
    return nil
  }
  #endif
}
