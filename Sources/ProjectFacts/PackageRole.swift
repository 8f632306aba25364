/// What a package is for, and how that was told.
package struct PackageRole: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case application, library
    case commandLine = "cli"
    case workspaceRoot = "workspace root"
    /// A template, example, demo or fixture: nothing about it as a project is reported.
    case template
  }

  package let kind: Kind
  /// Why, as half a sentence: "its script 'start' runs it".
  package let reason: String
}

extension PackageRole {
  /// Folders whose packages show or test something instead of being it.
  private static let templateFolders: Set<String> = [
    "template", "templates", "example", "examples", "fixture", "fixtures", "__fixtures__", "demo", "demos", "sample",
    "samples",
    "playground", "playgrounds",
  ]
  private static let startScripts = ["start", "start:prod", "start:production", "serve", "server"]
  private static let deploymentFiles = [
    "Dockerfile", "Procfile", "serverless.yml", "serverless.ts", "ecosystem.config.js", "ecosystem.config.cjs",
  ]

  /// Decides the role of a manifest; the first answer wins.
  static func decide(
    _ manifest: PackageManifest, auditedPath: String, hasManifestAbove: Bool, isWorkspaceRoot: Bool,
    inventory: FileInventory
  ) -> PackageRole {
    if hasManifestAbove, let folder = templateFolder(of: manifest, auditedPath: auditedPath) {
      return PackageRole(kind: .template, reason: "it stands in a folder '\(folder)' below another package")
    }
    if isWorkspaceRoot { return PackageRole(kind: .workspaceRoot, reason: "it lists other packages as its members") }
    let start = startScripts.first { manifest.script(named: $0) != nil }
    if manifest["bin"] != nil, start == nil { return PackageRole(kind: .commandLine, reason: "it has 'bin'") }
    if manifest.isPrivate { return PackageRole(kind: .application, reason: "it is private") }
    if let start { return PackageRole(kind: .application, reason: "its script '\(start)' runs it") }
    if let file = deploymentFiles.first(where: { inventory.exists(RelativePath.join(manifest.directory, $0)) }) {
      return PackageRole(kind: .application, reason: "'\(file)' deploys it")
    }
    if let key = ["exports", "main", "module", "types", "files"].first(where: { manifest[$0] != nil }) {
      return PackageRole(kind: .library, reason: "it can be published and has '\(key)'")
    }
    return PackageRole(kind: .application, reason: "it offers nothing to import")
  }

  /// Folders the operator named are not looked at: who audits an example wants it audited.
  private static func templateFolder(of manifest: PackageManifest, auditedPath: String) -> String? {
    let isBelow = RelativePath.isInside(manifest.directory, auditedPath)
    let segments = RelativePath.segments(of: manifest.directory).dropFirst(
      isBelow ? RelativePath.segments(of: auditedPath).count : 0)
    return segments.first { templateFolders.contains($0.lowercased()) }.map(String.init)
  }
}
