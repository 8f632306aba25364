import Findings
import SourceText

/// JUnit's XML: a suite for each file, a failed test case for each finding, one that passes where all is well, and an error
/// for each file that could not be examined. No times: the same project gives the same bytes.
enum JUnitReport {
  static func bytes(of report: AuditReport) -> [UInt8] {
    let groups = PlacedFinding.all(of: report).byPath()
    let gaps = report.coverage.gaps
    let isClean = groups.isEmpty && gaps.isEmpty
    var writer = XMLWriter()
    writer.element(
      "testsuites",
      [
        "name": "nodevet", "tests": String(isClean ? 1 : report.findings.count + gaps.count),
        "failures": String(report.findings.count), "errors": String(gaps.count),
      ]
    ) { suites in
      for group in groups { write(group.findings, of: group.path, to: &suites) }
      if !gaps.isEmpty { write(gaps, to: &suites) }
      if isClean {
        suites.element("testsuite", counts("nodevet", tests: 1, failures: 0, errors: 0)) { suite in
          let files = Words.count(report.coverage.examined, "file")
          suite.empty("testcase", ["name": "nothing found in \(files)", "classname": "nodevet"])
        }
      }
    }
    return writer.finish()
  }

  private static func write(_ findings: [PlacedFinding], of path: String, to suites: inout XMLWriter) {
    suites.element("testsuite", counts(path, tests: findings.count, failures: findings.count, errors: 0)) { suite in
      for placed in findings {
        let finding = placed.finding
        let name = "\(finding.rule) (line \(placed.start.line), column \(placed.start.column))"
        suite.element("testcase", ["name": name, "classname": path]) { test in
          let lines =
            ["\(placed.place): \(finding.severity.rawValue): \(finding.message)"]
            + finding.evidence.map { "\($0.path): \($0.message)" }
          test.element("failure", ["type": finding.severity.rawValue, "message": finding.message], lines: lines)
        }
      }
    }
  }

  private static func write(_ gaps: [CoverageGap], to suites: inout XMLWriter) {
    suites.element("testsuite", counts("could not be examined", tests: gaps.count, failures: 0, errors: gaps.count)) {
      suite in
      for gap in gaps {
        suite.element("testcase", ["name": gap.place, "classname": "could not be examined"]) { test in
          test.element("error", ["type": gap.kind.rawValue, "message": gap.sentence], lines: [gap.place])
        }
      }
    }
  }

  private static func counts(_ name: String, tests: Int, failures: Int, errors: Int) -> XMLWriter.Attributes {
    [
      "name": name, "tests": String(tests), "failures": String(failures), "errors": String(errors), "skipped": "0",
    ]
  }
}
