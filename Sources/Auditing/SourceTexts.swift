import Findings
import ProjectFacts
import SourceText

/// The texts that findings and evidence point into, read again when the trees are gone.
struct SourceTexts {
  let project: Project

  func source(_ path: String) -> SourceFile? {
    guard case .success(let bytes) = project.files.bytes(of: path, limit: ProjectFiles.lockfileSizeLimit) else {
      return nil
    }
    return SourceFile(path: path, bytes: bytes)
  }

  func sources(of findings: [Finding]) -> [String: SourceFile] {
    var sources: [String: SourceFile] = [:]
    for finding in findings {
      for path in [finding.path] + finding.evidence.map(\.path) where sources[path] == nil {
        sources[path] = source(path)
      }
    }
    return sources
  }
}
