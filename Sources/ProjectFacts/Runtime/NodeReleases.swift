/// One release line of Node.js. Days are numbers of eight digits: 2026_04_30.
package struct NodeRelease: Hashable, Sendable {
  /// The first number of its versions; 0 stands for everything before 4.
  package let line: Int
  package let first: Int
  /// The day it became a version with long-term support; nil for lines that never did.
  package let longTerm: Int?
  /// The day its support ended, or will end.
  package let end: Int
  /// "jod"; nil where it has none, or none was known.
  package let codename: String?

  /// "2026-04-30"
  package var endText: String { NodeReleases.text(of: end) }
}

/// The release lines of Node.js. `Tests/tools/update_node_releases.py` writes the table anew.
package enum NodeReleases {
  /// The release working group's schedule, github.com/nodejs/Release, `schedule.json`.
  package static let source = "github.com/nodejs/Release, schedule.json"
  /// The day the table was taken from there.
  package static let asOf = 2026_07_01

  // BEGIN TABLE
  package static let all: [NodeRelease] = [
    NodeRelease(line: 0, first: 2013_03_11, longTerm: nil, end: 2016_12_31, codename: nil),
    NodeRelease(line: 4, first: 2015_09_08, longTerm: 2015_10_12, end: 2018_04_30, codename: "argon"),
    NodeRelease(line: 5, first: 2015_10_29, longTerm: nil, end: 2016_06_30, codename: nil),
    NodeRelease(line: 6, first: 2016_04_26, longTerm: 2016_10_18, end: 2019_04_30, codename: "boron"),
    NodeRelease(line: 7, first: 2016_10_25, longTerm: nil, end: 2017_06_30, codename: nil),
    NodeRelease(line: 8, first: 2017_05_30, longTerm: 2017_10_31, end: 2019_12_31, codename: "carbon"),
    NodeRelease(line: 9, first: 2017_10_01, longTerm: nil, end: 2018_06_30, codename: nil),
    NodeRelease(line: 10, first: 2018_04_24, longTerm: 2018_10_30, end: 2021_04_30, codename: "dubnium"),
    NodeRelease(line: 11, first: 2018_10_23, longTerm: nil, end: 2019_06_01, codename: nil),
    NodeRelease(line: 12, first: 2019_04_23, longTerm: 2019_10_21, end: 2022_04_30, codename: "erbium"),
    NodeRelease(line: 13, first: 2019_10_22, longTerm: nil, end: 2020_06_01, codename: nil),
    NodeRelease(line: 14, first: 2020_04_21, longTerm: 2020_10_27, end: 2023_04_30, codename: "fermium"),
    NodeRelease(line: 15, first: 2020_10_20, longTerm: nil, end: 2021_06_01, codename: nil),
    NodeRelease(line: 16, first: 2021_04_20, longTerm: 2021_10_26, end: 2023_09_11, codename: "gallium"),
    NodeRelease(line: 17, first: 2021_10_19, longTerm: nil, end: 2022_06_01, codename: nil),
    NodeRelease(line: 18, first: 2022_04_19, longTerm: 2022_10_25, end: 2025_04_30, codename: "hydrogen"),
    NodeRelease(line: 19, first: 2022_10_18, longTerm: nil, end: 2023_06_01, codename: nil),
    NodeRelease(line: 20, first: 2023_04_18, longTerm: 2023_10_24, end: 2026_04_30, codename: "iron"),
    NodeRelease(line: 21, first: 2023_10_17, longTerm: nil, end: 2024_06_01, codename: nil),
    NodeRelease(line: 22, first: 2024_04_24, longTerm: 2024_10_29, end: 2027_04_30, codename: "jod"),
    NodeRelease(line: 23, first: 2024_10_16, longTerm: nil, end: 2025_06_01, codename: nil),
    NodeRelease(line: 24, first: 2025_05_06, longTerm: 2025_10_28, end: 2028_04_30, codename: "krypton"),
    NodeRelease(line: 25, first: 2025_10_15, longTerm: nil, end: 2026_06_01, codename: nil),
    NodeRelease(line: 26, first: 2026_05_05, longTerm: 2026_10_28, end: 2029_04_30, codename: nil),
    NodeRelease(line: 27, first: 2027_04_22, longTerm: nil, end: 2030_04_30, codename: nil),
  ]
  // END TABLE

  /// "2026-07-01"
  package static func text(of day: Int) -> String {
    let (year, month, date) = (day / 10_000, day / 100 % 100, day % 100)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(date < 10 ? "0" : "")\(date)"
  }

  package static func release(ofLine line: Int) -> NodeRelease? {
    all.first { $0.line == line } ?? (line < 4 ? all.first : nil)
  }

  package static func release(named codename: String) -> NodeRelease? {
    all.first { $0.codename == codename.lowercased() }
  }

  /// Whether the support of a line has ended on a day; lines that the table does not know have not.
  package static func isEnded(_ line: Int, on day: Int) -> Bool { release(ofLine: line).map { $0.end < day } ?? false }

  /// The lines that are out and supported on a day, lowest first.
  package static func supported(on day: Int) -> [NodeRelease] { all.filter { $0.first <= day && $0.end >= day } }

  /// The newest line that is out, and what `node:latest` stands for.
  package static func current(on day: Int) -> NodeRelease? { all.last { $0.first <= day } }

  /// The newest line with long-term support: what `lts/*` stands for.
  package static func longTerm(on day: Int) -> NodeRelease? {
    all.last { release in release.longTerm.map { $0 <= day } ?? false }
  }
}
