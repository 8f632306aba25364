import Findings
import ProjectFacts
import SourceText

/// The texts that findings and evidence point into, read again when the trees are gone.
///
/// For one thread. Each file is read once.
final class SourceTexts {
  private let project: Project
  private var known: [String: SourceFile?] = [:]

  init(project: Project) { self.project = project }

  func source(_ path: String) -> SourceFile? {
    if let file = known[path] { return file }
    var file: SourceFile?
    if case .success(let bytes) = project.files.bytes(of: path, limit: ProjectFiles.lockfileSizeLimit) {
      file = SourceFile(path: path, bytes: bytes)
    }
    known[path] = .some(file)
    return file
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
