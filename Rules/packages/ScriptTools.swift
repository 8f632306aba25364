import Checking
import ProgramGraph
import ProjectFacts
import SourceText

/// Production dependencies that no server loads, whatever the manifest calls them: packages of types, and what only scripts
/// run that build, check or document.
struct ScriptTools {
  private let imports: PackageImports
  private let deployment: DeploymentText
  private let project: Project

  init(_ program: Program, _ project: Project) {
    imports = PackageImports.of(program, project)
    deployment = DeploymentText.of(project)
    self.project = project
  }

  /// - Parameter commands: words that run the package besides its name.
  func contain(_ name: String, of manifest: PackageManifest, commands: [String] = []) -> Bool {
    if name.hasPrefix("@types/") { return true }
    let isLoaded = imports.places[name]?.contains { place in
      RelativePath.isInside(place.path, manifest.directory) && place.role != .test && place.role != .build
    }
    if isLoaded == true { return false }
    let words = Set(DevelopmentTools.commands(of: name) + commands + [name])
    func runs(_ command: Substring) -> Bool {
      command.parts(betweenAnyOf: " \"'=;&|()\t,[]").contains { word in
        words.contains {
          word == $0 || word.hasSuffix("/" + $0) || word.hasPrefix($0 + "/") || word.hasPrefix($0 + "@")
        }
      }
    }
    let started = Self.started(by: manifest)
    guard !manifest.scripts.contains(where: { started.contains($0.name) && runs($0.command[...]) }),
      !deployment.images.contains(where: { $0.lines.contains { runs($0[...]) } })
    else { return false }
    return DevelopmentTools.kind(of: name) != nil || manifest.scripts.contains { runs($0.command[...]) }
  }

  /// Scripts that run where the package is deployed, those that they start included, without what builds it.
  private static func started(by manifest: PackageManifest) -> Set<String> {
    var open = manifest.scripts.map(\.name).filter { name in
      ["start", "serve", "prestart", "poststart", "postinstall", "install", "preinstall", "prod", "heroku-"]
        .contains { name.hasPrefix($0) } && !name.hasSuffix(":dev") && !name.hasSuffix(":debug")
        && !name.hasSuffix(":watch")
    }
    var started: Set<String> = []
    while let name = open.popLast() {
      guard started.insert(name).inserted, let command = manifest.script(named: name)?.command else { continue }
      let words = command.parts(betweenAnyOf: " ;&|()\"'").map(String.init)
      open += words.filter { manifest.script(named: $0) != nil && !$0.hasPrefix("build") && !$0.hasPrefix("compile") }
    }
    return started
  }
}
