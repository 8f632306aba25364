/// What the process ends with.
enum ExitCode: Int32 {
  /// Nothing at or above the threshold, and everything examined.
  case clean = 0
  /// Findings at or above the threshold.
  case findings = 1
  /// A bad flag, a path that cannot be read, a broken rule page.
  case usage = 2
  /// Nothing at or above the threshold, but something could not be examined.
  case incomplete = 3
  /// nodevet's own fault.
  case internalError = 4
}
