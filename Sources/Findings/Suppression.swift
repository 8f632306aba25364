package import SourceText

/// A comment that silences findings, with its reason.
///
///     // nodevet-ignore-next-line RULE[, RULE] [until=YYYY-MM-DD] -- reason
///     # nodevet-ignore-file RULE -- reason
///
/// Rules and reason are required: what nobody can explain later is not silenced. `-end` needs neither; it closes what
/// was started for the rules it names, or for all rules when it names none.
package struct SuppressionDirective: Hashable, Sendable {
  /// What the directive is about. The raw value follows `nodevet-ignore-`.
  package enum Reach: String, CaseIterable, Sendable {
    case nextLine = "next-line"
    case line
    case file
    case start
    case end
  }

  /// A rule id as the directive names it. Whether there is such a rule is asked by who knows the rules.
  package struct NamedRule: Hashable, Sendable {
    package let id: String
    package let span: Span
  }

  package let reach: Reach
  package let rules: [NamedRule]
  package let reason: String
  /// The last day on which it silences.
  package let until: CalendarDay?
  /// The whole comment.
  package let span: Span

  package func isExpired(on day: CalendarDay) -> Bool { until.map { $0 < day } ?? false }
}

/// Trouble with a directive; itself reported as a finding.
package struct SuppressionProblem: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case unknownDirective = "unknown-directive"
    case missingRules = "missing-rules"
    case malformedRule = "malformed-rule"
    case missingReason = "missing-reason"
    case malformedDate = "malformed-date"
    case startWithoutEnd = "start-without-end"
    case endWithoutStart = "end-without-start"
  }

  package let kind: Kind
  /// The part of the comment that is wrong.
  package let span: Span
  /// One sentence without a full stop.
  package let message: String
}

/// What a comment says about silencing.
package enum SuppressionReading: Hashable, Sendable {
  case directive(SuppressionDirective)
  case problem(SuppressionProblem)
}

/// A day of the Gregorian calendar. What day it is comes from outside: nothing here reads the clock.
package struct CalendarDay: Hashable, Comparable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil for what is no day: `2026-02-30`.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `YYYY-MM-DD` and nothing else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0) { value, byte in
        value.flatMap { (0x30...0x39).contains(byte) ? $0 * 10 + Int(byte) - 0x30 : nil }
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-11-21`
  package var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
