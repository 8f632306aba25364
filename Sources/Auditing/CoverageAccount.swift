import Findings
import ProjectFacts
import SourceText

/// Puts every file in one of three lists: examined, left out on purpose, could not be examined.
struct CoverageAccount {
  let project: Project
  let files: [ScannedFile]
  let configuration: ProjectConfiguration
  /// Sources that the configuration leaves out, with its reason.
  let excludedSources: [(path: String, reason: String)]

  func coverage() -> Coverage {
    var coverage = Coverage()
    var excluded: [String: [String]] = [:]
    for file in files where project.isAudited(file.path) {
      if let reason = file.exclusion {
        excluded[reason, default: []].append(file.path)
      } else if let gap = file.gap {
        coverage.gaps.append(gap)
      } else {
        coverage.examined += 1
        if let error = file.earlyError { coverage.earlyErrors.append(error) }
      }
    }
    for (path, reason) in excludedSources where project.isAudited(path) { excluded[reason, default: []].append(path) }
    for exclusion in project.inventory.exclusions {
      let paths = exclusion.paths.filter { project.isAudited($0) }
      if !paths.isEmpty { excluded[exclusion.reason.rawValue, default: []] += paths }
    }
    let broken = Set(project.gaps.map(\.path))
    for manifest in project.manifests where project.isAudited(manifest.path) && !broken.contains(manifest.path) {
      if let reason = configuration.exclusion(of: manifest.path, isSource: false) {
        excluded[reason, default: []].append(manifest.path)
        continue
      }
      coverage.examined += 1
    }
    for gap in project.gaps
    where project.isAudited(gap.path) && configuration.exclusion(of: gap.path, isSource: false) == nil {
      coverage.gaps.append(
        CoverageGap(
          kind: CoverageGap.Kind(rawValue: gap.kind.rawValue) ?? .unreadable, path: gap.path, span: gap.span,
          position: gap.position, message: gap.message))
    }
    coverage.excluded = excluded.sorted { $0.key < $1.key }.map { reason, paths in
      Coverage.Exclusion(
        reason: reason, paths: paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
    coverage.gaps.sort(by: Self.precedes)
    coverage.earlyErrors.sort(by: Self.precedes)
    return coverage
  }

  private static func precedes(_ left: CoverageGap, _ right: CoverageGap) -> Bool {
    if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
    return (left.span?.start ?? 0, left.message) < (right.span?.start ?? 0, right.message)
  }
}
