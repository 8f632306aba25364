import Checking
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports packages named like Node's core modules. The promise is on the page beside this file.
struct BuiltinAsDependency: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let found = project.manifests.filter { manifest in
      project.isAudited(manifest.path) && manifest.dependencies.contains { Self.facts[$0.name] != nil }
    }
    guard !found.isEmpty else { return }
    let servers = ServerPackages.of(program, project)
    let loadedAsPackage = Self.namesWithPath(program)
    for manifest in found {
      guard !LockfileDuty.isBystander(manifest, project),
        !manifest.dependencies.contains(where: { Self.bundlers.contains($0.name) })
      else { continue }
      // What draws in a browser may take copies there; what is empty it takes nowhere.
      let isDrawing = DeployedPackages.drawsInBrowser(manifest)
      if isDrawing, !servers.contain(manifest) { continue }
      let isPublished = project.role(of: manifest).kind == .library && !manifest.isPrivate
      for dependency in manifest.dependencies where dependency.section != .peerDependencies {
        guard let fact = Self.facts[dependency.name], !isDrawing || fact.isEmpty, dependency.isFromRegistry,
          !dependency.range.holds(":"),
          !loadedAsPackage.contains(dependency.name), !(fact.isPolyfill && isPublished)
        else { continue }
        let name = dependency.name
        reporter.report(
          at: dependency.keySpan, in: manifest.path,
          "\(name) is \(fact.words); import and require of “\(name)” load Node's own module and never this package",
          identity: "\(manifest.path) \(name)")
      }
    }
  }

  /// `require("buffer/")` and `require("punycode/punycode.js")` ask for the package; `fs/promises` is Node's own.
  private static func namesWithPath(_ program: Program) -> Set<String> {
    var names: Set<String> = []
    for file in program.files {
      for record in file.imports {
        let specifier = program.text(record.specifier)
        guard let slash = specifier.firstIndex(of: "/"), facts[String(specifier[..<slash])] != nil,
          !ownPaths.contains(specifier)
        else { continue }
        names.insert(String(specifier[..<slash]))
      }
    }
    return names
  }

  /// Core modules with a path of their own, of those whose names are below.
  private static let ownPaths: Set<String> = [
    "assert/strict", "dns/promises", "fs/promises", "path/posix", "path/win32", "readline/promises", "stream/consumers",
    "stream/promises", "stream/web", "timers/promises", "util/types",
  ]

  private static let bundlers: Set<String> = [
    "webpack", "vite", "rollup", "browserify", "parcel", "parcel-bundler", "react-native", "esbuild", "tsup", "metro",
  ]

  private struct Fact: Sendable {
    let words: String
    /// Browsers need it: bundlers put it in where code asks for the core module.
    var isPolyfill = false
    /// There is nothing in it that anybody could use.
    var isEmpty = false
  }

  /// What the registry has under the names of core modules. Source: the packages' own pages on npmjs.com, 2026-11.
  private static let facts: [String: Fact] = {
    let stub = "a placeholder without code"
    let copy = "a copy for browsers"
    var facts: [String: Fact] = [
      "crypto": Fact(words: "a deprecated placeholder", isEmpty: true),
      "fs": Fact(words: stub, isEmpty: true), "os": Fact(words: "an old stub"), "http": Fact(words: stub),
      "https": Fact(words: "an old stub"), "child_process": Fact(words: stub), "net": Fact(words: "an old stub"),
      "dns": Fact(words: "an unrelated package"), "tls": Fact(words: "an unrelated package"),
      "cluster": Fact(words: "a process manager for Node 0.4"), "zlib": Fact(words: "a C++ binding for Node 0.4"),
      "path": Fact(words: "a copy of Node's module from 2015"), "timers": Fact(words: "an unrelated package"),
      "stream": Fact(words: "an unrelated package from 2012"), "readline": Fact(words: "an unrelated package"),
      "vm": Fact(words: "an unrelated package"), "dgram": Fact(words: "an old stub"),
      "worker_threads": Fact(words: stub), "perf_hooks": Fact(words: stub), "async_hooks": Fact(words: stub),
      "fs/promises": Fact(words: stub), "http2": Fact(words: "an implementation for Node 0.10"),
    ]
    for name in ["util", "url", "events", "buffer", "querystring", "assert", "process", "string_decoder", "punycode"] {
      facts[name] = Fact(words: copy, isPolyfill: true)
    }
    return facts
  }()
}
