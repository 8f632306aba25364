import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports deployment settings of production that the source holds and the environment's name chooses. The promise is on
/// the page beside this file.
struct NodeEnvSwitch: FileCheck, ProjectCheck {
  let interests = FileInterests(
    kinds: [.objectExpression, .switchStatement, .ifStatement, .conditionalExpression, .program],
    mentions: [
      "env", "NODE_ENV", "production", "prod", "exports", "get", "isProduction", "isProd", "IS_PRODUCTION", "IS_PROD",
      "isDev", "isDevelopment", "IS_DEV", "__DEV__",
    ])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let path = ConfigurationPath(file.analyzer.model.path)
    guard !path.isTemplate, !path.isTest, !path.isDevelopment, !file.isBystander,
      // What a tool is told while it builds is not what a service is deployed with.
      PathRoles.verdict(for: file.analyzer.model.path)?.role != .build
    else { return }
    let environment = Environment.of(file)
    if path.isProduction {
      // `config/env/production.js` is where Sails looks for them.
      let isPlaceOfSails = ["js", "ts"].contains { file.analyzer.model.path.hasSuffix("config/env/production.\($0)") }
      report(
        settings(in: .init(node: file.tree.root), environment), file.tree, unless: isPlaceOfSails ? "sails" : nil,
        &reporter)
      return
    }
    let branches = ProductionBranches(environment)
    for branch in branches.branches(nodes) {
      report(settings(in: branch, environment), file.tree, &reporter)
    }
  }

  func run(on project: Project, reporter: inout Reporter) {
    let files = SettingsFiles(project: project)
    for branch in files.branches() {
      guard let verdict = DeploymentSettings.verdict(on: files.settings(in: branch)) else { continue }
      reporter.report(
        at: verdict.place, in: branch.path, verdict.message, severity: verdict.hasPassword ? .error : nil,
        secrets: verdict.hasPassword ? [verdict.place] : [])
    }
  }

  private func report(
    _ settings: [DeploymentSettings.Setting<NodeID>], _ tree: SyntaxTree, unless framework: String? = nil,
    _ reporter: inout FileReporter
  ) {
    guard let verdict = DeploymentSettings.verdict(on: settings) else { return }
    reporter.report(
      verdict.place, verdict.message,
      when: verdict.hasPassword ? [] : framework.map { [.not(.dependsOn($0, nil))] } ?? [],
      severity: verdict.hasPassword ? .error : nil,
      secrets: verdict.hasPassword ? [tree.span(verdict.place)] : [])
  }

  /// The literals of a branch that stand for something, in the order they are written.
  private func settings(
    in branch: ProductionBranches.Branch, _ environment: Environment
  ) -> [DeploymentSettings.Setting<NodeID>] {
    let file = environment.file
    let tree = file.tree
    var settings: [DeploymentSettings.Setting<NodeID>] = []
    for node in tree.preorder(from: branch.node) {
      guard tree.kind(node) == .stringLiteral || tree.kind(node) == .templateLiteral,
        !isOverridden(node, in: branch.node, environment),
        !branch.isAlone || replaces(node, in: branch.node, tree),
        let value = environment.literal(node), let name = name(of: node, in: branch, environment)
      else { continue }
      let isPaired =
        node == file.withoutAssertions(branch.node) && branch.other.map { isAddress($0, environment) } ?? false
      guard let kind = DeploymentSettings.kind(ofSetting: name, value: value, isPaired: isPaired) else { continue }
      settings.append(.init(name: name, kind: kind, place: place(of: node, tree)))
    }
    return settings
  }

  /// `if (isProduction) { host = "…" }`, `if (isProduction) return { host: "…" }`, but not
  /// `if (isProduction) { upload({ bucket: "…" }) }`, which nobody else does.
  private func replaces(_ value: NodeID, in root: NodeID, _ tree: SyntaxTree) -> Bool {
    for ancestor in tree.ancestors(of: value) {
      if ancestor == root { return false }
      switch tree.kind(ancestor) {
      case .assignmentExpression, .returnStatement: return true
      case .callExpression, .newExpression, .variableDeclarator: return false
      default: continue
      }
    }
    return false
  }

  /// The property a value belongs to, else the value: the place to show.
  private func place(of value: NodeID, _ tree: SyntaxTree) -> NodeID {
    let parent = tree.parent(value)
    return tree.kind(parent) == .property && tree.child(parent, 1) == value ? parent : value
  }

  private func name(
    of value: NodeID, in branch: ProductionBranches.Branch, _ environment: Environment
  ) -> String? {
    let tree = environment.file.tree
    if value == environment.file.withoutAssertions(branch.node) { return branch.setting }
    let parent = tree.parent(value)
    switch tree.kind(parent) {
    case .property, .propertyDefinition, .variableDeclarator, .assignmentExpression, .arrayExpression, .tsAsExpression:
      // Not the key itself.
      if tree.kind(parent) == .property, tree.child(parent, 0) == value { return nil }
      return ProductionBranches(environment).settingName(of: value)
    default: return nil
    }
  }

  /// `process.env.HOST || "db.shop.io"`: the environment has the last word.
  private func isOverridden(_ value: NodeID, in root: NodeID, _ environment: Environment) -> Bool {
    let tree = environment.file.tree
    var child = value
    while child != root {
      let parent = tree.parent(child)
      guard tree.kind(parent) == .logicalExpression else { return false }
      if tree.child(parent, 1) == child { return true }
      child = parent
    }
    let parent = tree.parent(root)
    return tree.kind(parent) == .logicalExpression && tree.child(parent, 1) == root
  }

  private func isAddress(_ other: NodeID, _ environment: Environment) -> Bool {
    guard let value = environment.literal(other), !value.holds("sandbox") else { return false }
    return Addresses.parts(of: value) != nil || Addresses.isLocal(String(value.prefix { $0 != ":" }))
  }
}
