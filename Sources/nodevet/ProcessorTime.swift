import Findings

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The CPU time of this process, all threads.
enum ProcessorTime {
  /// Seconds since the process began.
  static var seconds: Double {
    var now = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0 else { return 0 }
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}

extension WorkTimes {
  /// With what the program did before the audit: it began, and read what stands around the sources.
  func before(_ seconds: Double) -> WorkTimes {
    WorkTimes(phases: [Entry(name: "reading the project", seconds: seconds)] + phases, rules: rules)
  }

  /// With what it took to write reports.
  func after(_ seconds: Double) -> WorkTimes {
    WorkTimes(phases: phases + [Entry(name: "writing reports", seconds: seconds)], rules: rules)
  }
}
