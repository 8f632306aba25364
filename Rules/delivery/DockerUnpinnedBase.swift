import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports images that stand on whatever is newest. The promise is on the page beside this file.
struct DockerUnpinnedBase: ProjectCheck {
  private static let floating: Set<String> = ["latest", "lts", "current", "stable", "edge", "main", "nightly"]

  func run(on project: Project, reporter: inout Reporter) {
    for image in Images.of(project).files {
      guard let stage = image.lineage.last, let (severity, reason) = fault(of: stage.image) else { continue }
      reporter.report(
        at: stage.image.span, in: image.path, reason, severity: image.isForDevelopment ? .note : severity)
    }
  }

  private func fault(of image: DockerImage) -> (Severity, String)? {
    guard image.digest == nil, !image.isOpen, image.repository != "scratch" else { return nil }
    let name = image.repository
    guard let tag = image.tag else {
      return (.warning, "\(name) without a tag is whatever is newest when the image is built")
    }
    let parts = tag.parts(between: "-")
    guard let first = parts.first else { return nil }
    if Self.floating.contains(first.lowercased()) {
      return (.warning, "\(name):\(tag) is whatever is newest when the image is built")
    }
    guard NodeImages.isOfficial(image) else { return nil }
    // `carbon-alpine` is Node.js 8.
    if NodeReleases.release(named: first.lowercased()) != nil {
      return (.note, "\(name):\(tag) changes with each minor version of Node.js")
    }
    if !parts.contains(where: { $0.first?.isNumber ?? false }) {
      return (.warning, "\(name):\(tag) says no version of Node.js")
    }
    guard first.allSatisfy(\.isNumber) else { return nil }
    return (.note, "\(name):\(tag) changes with each minor version of Node.js")
  }
}
