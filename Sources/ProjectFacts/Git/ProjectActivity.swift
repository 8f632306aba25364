import SourceText

/// How long code has been worked on, by the dates that commits claim.
package struct ProjectActivity: Sendable {
  /// The day of the first commit; nil where that is before the days that were asked for, or nobody knows.
  package let begun: GitDay?
  package let last: GitDay
  /// Commits that touched the code in the time that was asked for; merges are left out.
  package let count: Int
  /// How many commits of that time there are, whatever they touched; where a tag tells that work began before, how many
  /// were looked at.
  package let historyCount: Int
  /// Whether all commits of that time are there, as they are not in a shallow clone.
  package let isWhole: Bool
  /// Whether the history is one that was written down for a project in memory.
  package let isStated: Bool
}

extension Project {
  /// What was done to some files since a day; nil where nothing was, or there is no history.
  ///
  /// A project in memory says it in `.git/history`: in each line the day of a commit and the paths it touched.
  ///
  /// What a commit touched is asked of the latest 400 without merges: code that none of them touched is not worked on.
  ///
  /// - Parameter limit: so many commits are counted at most, the latest first.
  package func activity(
    since: GitDay, countingTo limit: Int, touching isMeant: (String) -> Bool
  ) throws(GitProblem) -> ProjectActivity? {
    if root.isEmpty { return statedActivity(since: since, countingTo: limit, touching: isMeant) }
    guard let repository = try repository() else { return nil }
    let head: GitObjectID
    do {
      head = try repository.head().commit
    } catch GitProblem.noCommit {
      return nil
    }
    // Where a tag says that work began before, the history need not be gone through to its beginning.
    if try repository.hasTag(before: since.time) {
      var log = try GitLog(of: repository, from: head, since: since.time)
      var work = Work(limit: limit)
      var seen = 0
      while !work.isEnough, let commit = try log.next() {
        seen += 1
        try work.add(commit, of: repository, touching: isMeant)
      }
      return work.activity(begun: nil, historyCount: seen, isWhole: !repository.isShallow)
    }
    // A little more than is asked for tells whether there was anything before.
    let history = try GitHistory(of: repository, from: head, since: since.time)
    var work = Work(limit: limit)
    for commit in history.commits.reversed() where !work.isEnough {
      try work.add(commit, of: repository, touching: isMeant)
    }
    let isBegun = history.reachesBeginning && !history.isShallow
    return work.activity(
      begun: isBegun ? history.first : nil, historyCount: history.commits.count, isWhole: !history.isShallow)
  }

  /// What commits did to the files that are meant, the latest commit first.
  private struct Work {
    let limit: Int
    private var count = 0
    private var asked = 0
    private var last: GitDay?

    init(limit: Int) { self.limit = limit }

    private static let mostCommitsAsked = 400

    var isEnough: Bool { count >= limit || asked >= Self.mostCommitsAsked }

    mutating func add(
      _ commit: GitCommit, of repository: GitRepository, touching isMeant: (String) -> Bool
    ) throws(GitProblem) {
      guard commit.parents.count < 2 else { return }
      asked += 1
      guard try repository.changedPaths(of: commit).contains(where: isMeant) else { return }
      last = last ?? GitDay(time: commit.commitTime)
      count += 1
    }

    func activity(begun: GitCommit?, historyCount: Int, isWhole: Bool) -> ProjectActivity? {
      last.map { last in
        ProjectActivity(
          begun: begun.map { GitDay(time: $0.commitTime) }, last: last, count: count, historyCount: historyCount,
          isWhole: isWhole, isStated: false)
      }
    }
  }

  private func statedActivity(
    since: GitDay, countingTo limit: Int, touching isMeant: (String) -> Bool
  ) -> ProjectActivity? {
    guard case .success(let bytes) = files.bytes(of: ".git/history") else { return nil }
    var days: [GitDay] = []
    var first: GitDay?
    var count = 0
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.parts(between: " ").map(String.init)
      guard let day = words.first.flatMap(GitDay.init) else { continue }
      first = min(first ?? day, day)
      count += day >= since ? 1 : 0
      if day >= since, words.dropFirst().contains(where: isMeant) { days.append(day) }
    }
    guard let first, let last = days.max() else { return nil }
    return ProjectActivity(
      begun: first >= since ? first : nil, last: last, count: min(limit, days.count),
      historyCount: count, isWhole: true, isStated: true)
  }
}

/// A day in UTC, by the calendar in use since 1582.
package struct GitDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  private let number: Int

  /// - Parameter time: seconds since 1970.
  package init(time: Int) {
    let days = time / 86_400
    number = time % 86_400 < 0 ? days - 1 : days
  }

  package init(year: Int, month: Int, day: Int) {
    // Years that begin in March have their odd day last.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Reads `2024-03-05`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...9_999).contains(year),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Seconds since 1970, of the day's beginning.
  package var time: Int { number * 86_400 }

  package static func < (left: GitDay, right: GitDay) -> Bool { left.number < right.number }

  package var description: String {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }
}
