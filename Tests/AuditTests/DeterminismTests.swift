import Auditing
import Findings
import Foundation
import ProjectFacts
import Reporting
import TestSupport
import Testing

/// Same input, same bytes: whatever the number of threads, the order of the listing or the folder one stands in.
@Suite("Determinism")
struct DeterminismTests {
  private func bytes(_ report: AuditReport) -> [[UInt8]] { ReportFormat.allCases.map { $0.bytes(of: report) } }

  @Test("One thread and several give the same bytes", arguments: FixtureProject.names)
  func threads(name: String) throws {
    let project = try FixtureProject(name)
    let alone = bytes(project.audit(threads: 1))
    for count in [2, 3, 8] {
      #expect(bytes(project.audit(threads: count)) == alone, "with \(count) threads")
    }
  }

  @Test("The order in which files are listed changes nothing", arguments: FixtureProject.names)
  func order(name: String) throws {
    let project = try FixtureProject(name)
    let sorted = bytes(project.audit())
    #expect(bytes(project.audit(order: { $0.reversed() })) == sorted, "reversed")
    for seed in 1...3 as ClosedRange<UInt64> {
      var generator = SeededGenerator(state: seed)
      #expect(bytes(project.audit(order: { $0.shuffled(using: &generator) })) == sorted, "shuffled with \(seed)")
    }
  }

  @Test("The same run twice gives the same bytes")
  func repetition() throws {
    let project = try FixtureProject("express-shop")
    #expect(bytes(project.audit(threads: 2)) == bytes(project.audit(threads: 2)))
  }

  @Test("A copy of the project in another folder gives the same bytes")
  func folder() throws {
    let source = try FixtureProject("monorepo")
    let reports = try ["here", "some where else/deeper"].map { place in
      let folder = try TemporaryFolder()
      for file in source.files { try folder.write(file.bytes, to: "\(place)/\(file.path)") }
      let project = try Project.load(at: "\(folder.path)/\(place)")
      return bytes(
        Audit(project: project, rules: RuleSelection(), options: AuditOptions(subject: "monorepo", threads: 2)).run())
    }
    #expect(reports[0] == reports[1])
  }
}

/// Xorshift64*: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
