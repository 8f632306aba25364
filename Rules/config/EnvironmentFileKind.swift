import ProgramGraph
import ProjectFacts
import SourceText

/// What an environment file is for, as its name and folder tell.
enum EnvironmentFileKind {
  /// `.env`, `.env.production`, `.env.local`: what a process loads.
  case loaded
  /// `mail.env`: loaded by something, and as often as not written to be committed.
  case named
  /// `.env.development`, `docker.env`: committed on purpose often enough, with values for a developer's machine.
  case shared
  /// `.env.example`, `.env.test`: shows what there is to set.
  case template
  /// Belongs to an example or a test, is encrypted, or of another format.
  case bystander

  init(of path: String, in project: Project) {
    let name = RelativePath.name(of: path).lowercased()
    let parts = name.parts(betweenAnyOf: "._-").map(String.init)
    let folders = RelativePath.segments(of: RelativePath.directory(of: path).lowercased()).map(String.init)
    let isShown =
      ShowcaseFolders.hold(path, project)
      || project.manifest(governing: path).map { LockfileDuty.isBystander($0, project) } == true
    if isShown || parts.contains(where: Self.unreadable.contains) {
      self = .bystander
    } else if parts.contains(where: Self.templates.contains) {
      self = .template
    } else if parts.contains(where: Self.development.contains)
      || folders.contains(where: Self.developmentFolders.contains)
    {
      self = .shared
    } else {
      self = name.hasPrefix(".env") || name == "config.env" ? .loaded : .named
    }
  }

  private static let templates: Set<String> = [
    "example", "examples", "sample", "template", "tpl", "tmpl", "dist", "default", "defaults", "schema", "test",
    "tests",
    "testing", "e2e", "ci", "docs", "doc", "vault", "spec", "skeleton", "stub", "mock", "mocks", "empty", "blank",
    "demo",
    "reference", "integration", "cypress", "playwright", "jest", "vitest", "exemple", "beispiel", "ejemplo",
  ]
  private static let development: Set<String> = ["development", "dev", "devel", "docker", "compose", "storybook"]
  private static let developmentFolders: Set<String> = [
    ".devcontainer", ".docker", "docker", "docs", ".github", ".vscode",
  ]
  private static let unreadable: Set<String> = [
    "enc", "encrypted", "gpg", "age", "sops", "crypt", "sealed", "json", "yaml", "yml",
  ]
}
