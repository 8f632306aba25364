import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports images into which the whole folder is copied. The promise is on the page beside this file.
struct MissingDockerignore: ProjectCheck {
  func run(on project: Project, reporter: inout Reporter) {
    for image in Images.of(project).files {
      guard !image.isAction, !hasIgnoreFile(image, project), let (copy, isShipped) = wholeCopy(image) else { continue }
      // The repository stands in the outermost folder.
      let taken =
        image.directory.isEmpty ? "node_modules, .git and local .env files" : "node_modules and local .env files"
      reporter.report(
        at: copy.span, in: image.path,
        "\(copy.keyword) \(copy.text) takes \(taken) along: there is no .dockerignore",
        severity: isShipped && !image.isForDevelopment ? nil : .note)
    }
  }

  /// Beside the Dockerfile, in a folder above it, or under its own name.
  private func hasIgnoreFile(_ image: Images.File, _ project: Project) -> Bool {
    if project.inventory.exists(image.path + ".dockerignore") { return true }
    var folder = image.directory
    while true {
      if project.inventory.exists(RelativePath.join(folder, ".dockerignore")) { return true }
      if folder.isEmpty { return false }
      folder = RelativePath.directory(of: folder)
    }
  }

  /// The instruction that copies the whole context, and whether what it copies becomes part of the image.
  private func wholeCopy(_ image: Images.File) -> (DockerInstruction, isShipped: Bool)? {
    let shipped = Set(image.lineage.map(\.index))
    var found: (DockerInstruction, isShipped: Bool)?
    for stage in image.dockerfile.stages {
      for copy in stage.instructions where copy.keyword == "COPY" || copy.keyword == "ADD" {
        guard copy.flag("from") == nil,
          (copy.list ?? copy.words).dropLast().contains(where: { [".", "./", "*", "./*"].contains($0.text) })
        else { continue }
        if shipped.contains(stage.index) { return (copy, true) }
        found = found ?? (copy, false)
      }
    }
    return found
  }
}
