import Findings
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The process's streams. Results go to standard output, everything else to standard error.
enum Console {
  static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  static func complain(_ text: String) { write(Array("nodevet: \(text)\n".utf8), to: STDERR_FILENO) }

  /// Remarks that are no complaint.
  static func remark(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var done = 0
      while done < buffer.count {
        #if canImport(Darwin)
        let written = Darwin.write(descriptor, base + done, buffer.count - done)
        #elseif canImport(Musl)
        let written = Musl.write(descriptor, base + done, buffer.count - done)
        #else
        let written = Glibc.write(descriptor, base + done, buffer.count - done)
        #endif
        if written < 0 {
          if errno == EINTR { continue }
          // A reader that has seen enough is none.
          if descriptor == STDOUT_FILENO, errno != EPIPE { failure.store(errno, ordering: .relaxed) }
          return
        }
        done += written
      }
    }
  }

  private static let failure = Atomic<Int32>(0)

  /// Why results did not get to standard output; nil where they did.
  static var writeFailure: String? {
    let code = failure.load(ordering: .relaxed)
    return code == 0 ? nil : String(cString: strerror(code))
  }

  /// Whether colours may be used on standard output: `NO_COLOR` says no, else `FORCE_COLOR` what it says, else a terminal
  /// says yes.
  static var mayColour: Bool {
    if let setting = environment("NO_COLOR"), !setting.isEmpty { return false }
    if let setting = environment("FORCE_COLOR"), !setting.isEmpty { return setting != "0" && setting != "false" }
    return isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

extension Console {
  /// The day by the clock, in UTC; nil where it cannot be told.
  static var today: CalendarDay? {
    var now = time(nil)
    var parts = tm()
    guard gmtime_r(&now, &parts) != nil else { return nil }
    return CalendarDay(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}
