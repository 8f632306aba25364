import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports tools that production installs without ever running them. The promise is on the page beside this file.
struct ToolInDependencies: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let deployed = DeployedPackages.of(program, project)
    let answering = deployed.answering
    guard !answering.isEmpty else { return }
    let imports = PackageImports.of(program, project)
    let deployment = DeploymentText.of(project)
    for manifest in answering {
      let drawsInBrowser = DeployedPackages.drawsInBrowser(manifest)
      let tools = manifest.dependencies(in: .dependencies).filter { dependency in
        guard let kind = DevelopmentTools.kind(of: dependency.name), !(drawsInBrowser && kind == .build) else {
          return false
        }
        return !isNeeded(dependency.name, by: manifest, imports, deployment, project)
      }
      report(tools, of: manifest, project, &reporter)
    }
  }

  /// Whether production runs the tool, as far as scripts, images and imports tell.
  private func isNeeded(
    _ name: String, by manifest: PackageManifest, _ imports: PackageImports, _ deployment: DeploymentText,
    _ project: Project
  ) -> Bool {
    let isLoaded = imports.places[name]?.contains { place in
      place.isLoaded && (place.role == .server || place.role == .worker || place.role == .shared)
        && project.manifest(governing: place.path)?.path == manifest.path
    }
    if isLoaded == true { return true }
    let words = DevelopmentTools.commands(of: name)
    // What a platform runs by itself: it installs production dependencies alone, and then these.
    let scripts = manifest.scripts.filter { script in
      [
        "start", "serve", "postinstall", "install", "prestart", "heroku-", "deploy", "build", "prod", "migrate",
        "gcp-build", "vercel",
      ]
      .contains { script.name.hasPrefix($0) }
        && !["start:dev", "start:debug", "serve:dev", "build:dev", "start:watch"].contains(script.name)
    }
    func runs(_ command: Substring) -> Bool {
      command.parts(betweenAnyOf: " \"'=;&|()\t,[]").contains { word in
        words.contains { word == $0 || word.hasPrefix($0 + "/") || word.hasSuffix("/" + $0) }
      }
    }
    return scripts.contains { runs($0.command[...]) } || deployment.images.contains { $0.lines.contains(where: runs) }
  }

  private func report(
    _ tools: [ManifestDependency], of manifest: PackageManifest, _ project: Project, _ reporter: inout Reporter
  ) {
    guard let first = tools.first else { return }
    let names = tools.map(\.name)
    let list = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    var message =
      "\(list) \(names.count == 1 ? "is a tool" : "are tools") of development, but production installs \(names.count == 1 ? "it" : "them") too"
    if let tree = InstalledTree(of: manifest, in: project),
      let without = InstalledTree(of: manifest, in: project, excluding: Set(names)), tree.count > without.count
    {
      let saved = tree.count - without.count
      message += ": \(saved) of \(tree.count) packages"
    }
    reporter.report(
      at: first.keySpan, in: manifest.path, message,
      evidence: tools.dropFirst().map {
        EvidenceStep(path: manifest.path, span: $0.keySpan, message: "\($0.name) stands in dependencies, too")
      },
      identity: manifest.path)
  }
}

/// Packages that build, test, check or watch, and that no running server needs. Gathered from their own descriptions, 2026-11.
enum DevelopmentTools {
  enum Kind { case build, other }

  private static let names: Set<String> = [
    "nodemon", "jest", "mocha", "chai", "supertest", "eslint", "prettier", "ts-node", "ts-node-dev", "husky",
    "lint-staged",
    "nyc", "c8", "istanbul", "sinon", "concurrently", "faker", "@faker-js/faker", "vitest", "ava", "tape", "jasmine",
    "karma",
    "cypress", "playwright-test", "@playwright/test", "standard", "xo", "tslint", "jshint", "jscs", "chai-http", "nock",
    "proxyquire", "should", "mongodb-memory-server", "npm-run-all", "npm-check-updates", "commitizen",
    "semantic-release",
    "standard-version", "release-it", "lerna", "plop", "typedoc", "jsdoc", "apidoc", "node-dev", "tsc-watch",
    "supervisor",
    "npm-watch", "livereload", "browser-sync", "ts-jest", "ts-mocha", "rimraf-cli", "depcheck", "sort-package-json",
    "tsconfig-paths-webpack-plugin", "@nestjs/testing", "@nestjs/schematics", "@nestjs/cli", "@swc/cli",
    "typescript-eslint",
    "vite-node", "esbuild-register", "pre-commit", "commitlint", "cz-conventional-changelog", "coveralls", "codecov",
  ]
  private static let buildNames: Set<String> = [
    "typescript", "webpack", "webpack-cli", "webpack-dev-server", "rollup", "vite", "gulp", "grunt", "browserify",
    "parcel", "parcel-bundler", "esbuild", "tsup", "@babel/core", "@babel/cli", "@babel/node", "babel-cli",
    "babel-core", "tsx", "cross-env", "storybook",
  ]
  private static let prefixes = [
    "eslint-", "@types/", "@typescript-eslint/", "prettier-", "@commitlint/", "jest-", "mocha-", "stylelint",
    "@semantic-release/", "conventional-changelog", "@istanbuljs/", "@eslint/", "gulp-", "grunt-", "karma-",
  ]
  private static let buildPrefixes = [
    "@babel/preset-", "@babel/plugin-", "babel-preset-", "babel-plugin-", "babel-loader", "webpack-",
  ]

  static func kind(of name: String) -> Kind? {
    if names.contains(name) || prefixes.contains(where: { name.hasPrefix($0) }) { return .other }
    return buildNames.contains(name) || buildPrefixes.contains { name.hasPrefix($0) } ? .build : nil
  }

  /// The words that run a tool in scripts and images; for what has none of its own, those of the compiler it serves.
  static func commands(of name: String) -> [String] {
    switch name {
    case "typescript": ["tsc", "tsup", "ts-node", "nest", "ts-node-dev"]
    case "@nestjs/cli", "@nestjs/schematics": ["nest"]
    case "ts-node":
      ["ts-node", "ts-node-script", "ts-node-esm", "ts-node/register", "node-ts", "typeorm-ts-node-commonjs"]
    case "@babel/core", "@babel/cli", "@babel/node", "babel-cli", "babel-core":
      ["babel", "babel-node", "@babel/register", "@babel/node", "webpack", "rollup", "gulp", "nyc"]
    case "webpack", "webpack-cli": ["webpack", "webpack-cli", "nest"]
    case "npm-run-all": ["npm-run-all", "run-s", "run-p"]
    case "@swc/cli": ["swc"]
    case "@types/node": ["tsc", "ts-node", "nest", "tsx", "webpack", "tsup", "ts-node-dev"]
    case _ where name.hasPrefix("@types/"): ["tsc", "ts-node", "nest", "tsup", "webpack", "vite", "ts-node-dev"]
    case _ where name.hasPrefix("@babel/") || name.hasPrefix("babel-"):
      ["babel", "babel-node", "webpack", "rollup", "gulp", "@babel/register"]
    case _ where name.hasPrefix("webpack"): ["webpack", "webpack-cli"]
    case _ where name.hasPrefix("gulp"): ["gulp"]
    case _ where name.hasPrefix("grunt"): ["grunt"]
    default: [name]
    }
  }
}
