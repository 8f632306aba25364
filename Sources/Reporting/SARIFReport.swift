import Findings
import SourceText

/// The report as SARIF 2.1.0, in the shape that GitHub, Azure DevOps, GitLab and editors read alike.
///
/// One run. Every enabled rule is listed whether it fired or not, because that is what lets a service close the alerts
/// of findings that are gone. Nothing depends on the machine or the moment: no absolute path, no time. Columns count
/// UTF-16 units. Evidence stands twice, as `relatedLocations` and as an inline code flow, since readers know one or the
/// other. What could not be examined is a notification of a run that succeeded.
struct SARIFReport {
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  static let rootBase = "SRCROOT"

  private let report: AuditReport
  /// What is told, and then what a baseline accepts: dropping that would close its alerts as fixed.
  private let findings: [Finding]
  private let rules: SARIFRules
  private let fingerprints: Fingerprints
  private let secrets: [String: SecretSpans]
  private var shelf: SourceShelf

  static func bytes(of report: AuditReport) -> [UInt8] {
    var sarif = SARIFReport(report)
    var writer = JSONWriter()
    sarif.write(to: &writer)
    return writer.finish()
  }

  private init(_ report: AuditReport) {
    self.report = report
    let findings = report.findings + (report.baseline?.accepted ?? [])
    self.findings = findings
    rules = SARIFRules(report)
    fingerprints = Fingerprints(of: findings, sources: report.sources)
    secrets = Dictionary(grouping: findings.filter { !$0.secrets.isEmpty }, by: \.path)
      .mapValues { SecretSpans($0.flatMap(\.secrets)) }
    shelf = SourceShelf(report.sources)
  }

  private mutating func write(to writer: inout JSONWriter) {
    writer.object { log in
      log.member("$schema", Self.schema)
      log.member("version", "2.1.0")
      log.array("runs") { runs in
        runs.object { writeRun(to: &$0) }
      }
    }
  }

  private mutating func writeRun(to run: inout JSONWriter) {
    rules.writeTool(version: report.version, to: &run)
    rules.writeTaxonomies(to: &run)
    writeInvocation(to: &run)
    run.object("originalUriBaseIds") { bases in
      bases.object(Self.rootBase) { base in
        base.object("description", .line) { $0.member("text", "The root of the audited project.") }
      }
    }
    run.array("results") { results in
      for index in findings.indices {
        results.object { writeResult(index, to: &$0) }
      }
    }
    run.member("columnKind", "utf16CodeUnits")
    run.object("properties") { properties in
      properties.object("nodevet") { CoverageMembers.write(report, to: &$0) }
    }
  }

  // MARK: Results

  private mutating func writeResult(_ index: Int, to result: inout JSONWriter) {
    let finding = findings[index]
    result.member("ruleId", finding.rule)
    result.member("ruleIndex", rules.index(of: finding.rule))
    result.member("level", finding.severity.rawValue)
    result.object("message", .line) { $0.member("text", SARIFText.message(finding.message)) }
    result.array("locations") { locations in
      locations.object { location in
        writePhysicalLocation(finding.path, finding.span, withContext: true, to: &location)
        guard let enclosing = finding.enclosing, !enclosing.isEmpty else { return }
        location.array("logicalLocations", .line) { logical in
          logical.object { $0.member("fullyQualifiedName", enclosing) }
        }
      }
    }
    if !finding.evidence.isEmpty { writeEvidence(finding.evidence, to: &result) }
    let entry = fingerprints[index]
    result.object("partialFingerprints") { values in
      values.member("primaryLocationLineHash", entry.lineHash.text)
      values.member("nodevet/v1", entry.fingerprint.text)
    }
    if report.baseline != nil {
      result.member("baselineState", index < report.findings.count ? "new" : "unchanged")
    }
    if let fix = finding.fix { writeFix(fix, of: finding, to: &result) }
    result.object("properties", .line) { $0.member("confidence", finding.confidence.rawValue) }
  }

  /// Fixes that stay in the finding's file; of other files the report need not know the text.
  private mutating func writeFix(_ fix: Fix, of finding: Finding, to result: inout JSONWriter) {
    guard let source = shelf.source(at: finding.path), fix.edits.allSatisfy({ $0.path == finding.path }) else { return }
    result.array("fixes") { fixes in
      fixes.object { object in
        object.object("description", .line) { $0.member("text", SARIFText.message(fix.title)) }
        object.array("artifactChanges") { changes in
          changes.object { change in
            change.object("artifactLocation", .line) { Self.writeArtifact(finding.path, to: &$0) }
            change.array("replacements") { replacements in
              for edit in fix.edits {
                replacements.object(.line) { replacement in
                  replacement.object("deletedRegion") { SARIFRegion(edit.span, in: source).write(to: &$0) }
                  replacement.object("insertedContent") { $0.member("text", edit.text) }
                }
              }
            }
          }
        }
      }
    }
  }

  /// GitHub keeps a hundred locations of a result and a thousand steps.
  private static let evidenceLimit = 100

  private mutating func writeEvidence(_ steps: [EvidenceStep], to result: inout JSONWriter) {
    let steps = steps.prefix(Self.evidenceLimit)
    result.array("relatedLocations") { locations in
      for (index, step) in steps.enumerated() {
        locations.object(.line) { writeStep(step, id: index + 1, to: &$0) }
      }
    }
    result.array("codeFlows") { flows in
      flows.object { flow in
        flow.array("threadFlows") { threads in
          threads.object { thread in
            thread.array("locations") { locations in
              for step in steps {
                locations.object(.line) { $0.object("location") { writeStep(step, id: nil, to: &$0) } }
              }
            }
          }
        }
      }
    }
  }

  private mutating func writeStep(_ step: EvidenceStep, id: Int?, to location: inout JSONWriter) {
    if let id { location.member("id", id) }
    writePhysicalLocation(step.path, step.span, withContext: false, to: &location)
    location.object("message", .line) { $0.member("text", SARIFText.message(step.message)) }
  }

  // MARK: Locations

  private mutating func writePhysicalLocation(
    _ path: String, _ span: Span, withContext: Bool, to location: inout JSONWriter
  ) {
    let source = shelf.source(at: path)
    let secrets = self.secrets[path] ?? SecretSpans([])
    location.object("physicalLocation") { physical in
      physical.object("artifactLocation", .line) { Self.writeArtifact(path, to: &$0) }
      guard let source else {
        physical.object("region", .line) { SARIFRegion.startOfFile.write(to: &$0) }
        return
      }
      let span = withContext ? SARIFRegion.firstLine(of: span, in: source) : span
      let region = SARIFRegion(span, in: source)
      physical.object("region", .line) { writer in
        region.write(to: &writer)
        guard withContext else { return }
        Self.writeSnippet(source.clamped(span), of: source, secrets, to: &writer)
      }
      guard withContext, let context = region.context(in: source) else { return }
      physical.object("contextRegion", .line) { writer in
        writer.member("startLine", context.first)
        writer.member("endLine", context.last)
        Self.writeSnippet(context.span, of: source, secrets, to: &writer)
      }
    }
  }

  static func writeArtifact(_ path: String, to artifact: inout JSONWriter) {
    artifact.member("uri", SARIFText.uri(ofPath: path))
    artifact.member("uriBaseId", rootBase)
  }

  private static func writeSnippet(
    _ span: Span, of source: LocatedSource, _ secrets: SecretSpans, to writer: inout JSONWriter
  ) {
    guard !span.isEmpty, span.count <= SARIFRegion.longestSnippet else { return }
    writer.object("snippet") { $0.member("text", secrets.text(in: span, of: source.file)) }
  }

  // MARK: Coverage

  private mutating func writeInvocation(to run: inout JSONWriter) {
    run.array("invocations") { invocations in
      invocations.object { invocation in
        invocation.member("executionSuccessful", true)
        let gaps = report.coverage.gaps + report.coverage.earlyErrors
        guard !gaps.isEmpty else { return }
        invocation.array("toolExecutionNotifications") { notifications in
          for gap in gaps { notifications.object { Self.writeGap(gap, to: &$0) } }
        }
      }
    }
  }

  private static func writeGap(_ gap: CoverageGap, to notification: inout JSONWriter) {
    notification.object("descriptor", .line) { descriptor in
      descriptor.member("id", gap.kind.rawValue)
      descriptor.member("index", CoverageGap.Kind.allCases.firstIndex(of: gap.kind) ?? 0)
    }
    notification.member("level", "warning")
    notification.object("message", .line) { $0.member("text", SARIFText.message(gap.kind.words + ": " + gap.message)) }
    notification.array("locations") { locations in
      locations.object { location in
        location.object("physicalLocation") { physical in
          physical.object("artifactLocation", .line) { writeArtifact(gap.path, to: &$0) }
          guard let position = gap.position else { return }
          physical.object("region", .line) { region in
            region.member("startLine", max(1, position.line))
            region.member("startColumn", max(1, position.column))
          }
        }
      }
    }
  }
}
