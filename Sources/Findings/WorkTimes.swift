/// What a run spent its CPU time on: for those who ask, never part of a report that is to be the same every time.
public struct WorkTimes: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public var name: String
    /// CPU seconds, summed over all threads.
    public var seconds: Double

    public init(name: String, seconds: Double) {
      self.name = name
      self.seconds = seconds
    }
  }

  /// In the order they are run in.
  public var phases: [Entry]
  /// Rules with logic of their own, the most expensive first. Patterns of all rules are matched together, in a phase.
  public var rules: [Entry]

  public init(phases: [Entry], rules: [Entry]) {
    self.phases = phases
    self.rules = rules
  }
}
