import PackagePlugin

/// Lists the rule pages and has `rulepress` turn them into one Swift file. No logic here: SwiftPM does not notice
/// when a plugin's own source changes.
@main struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let pages = target.sourceFiles(withSuffix: ".md").map(\.url).filter { $0.lastPathComponent != "README.md" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(pages.count) rule pages",
        executable: try context.tool(named: "rulepress").url,
        arguments: [output.path, target.directoryURL.path] + pages.map(\.path),
        inputFiles: pages,
        outputFiles: [output])
    ]
  }
}
