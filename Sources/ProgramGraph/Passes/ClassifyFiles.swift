import JavaScript
import Semantics

/// Gives every file its one role, once handlers and imports are known.
struct ClassifyFiles {
  let input: ProgramInput
  let evaluator: Evaluator
  let handlers: [RequestHandler]
  /// External paths by file and call.
  let callees: [[[Evaluator.Callee]]]
  let leftovers: Set<Int>

  private var resolutions: [[ResolvedModule]] { evaluator.resolutions }

  func verdicts() -> [RoleVerdict] {
    let workers = workerFiles()
    let server = serverFiles(workers)
    let migration = input.files.map { Self.isMigration($0, evaluator) }
    var verdicts = input.files.indices.map { index -> RoleVerdict in
      if let known = input.roles[index] { return known }
      let model = input.files[index]
      if isCommand(index) { return RoleVerdict(role: .script, reason: "a command of the package") }
      if leftovers.contains(index) { return .leftOver }
      if let reason = workers[index], server[index] == nil { return RoleVerdict(role: .worker, reason: reason) }
      // A page of a server imports it, but what it does it does in a browser.
      if isClient(index) { return RoleVerdict(role: .frontend, reason: "says 'use client'") }
      if let reason = server[index] { return RoleVerdict(role: .server, reason: reason) }
      if let runner = testRunner(model) {
        return RoleVerdict(role: .test, reason: "imports \(runner), and no server imports it")
      }
      if let name = suite(index) {
        return RoleVerdict(role: .test, reason: "calls \(name)() as tests do, and no server imports it")
      }
      if migration[index] { return RoleVerdict(role: .migration, reason: "gives away 'up' and 'down'") }
      if model.hasHashbang { return RoleVerdict(role: .script, reason: "begins with a hashbang") }
      if let name = input.scriptEntries[model.path] {
        return RoleVerdict(role: .script, reason: "run by the npm script '\(name)', and no server imports it")
      }
      if let folder = PathRoles.scriptFolder(of: model.path) {
        return RoleVerdict(role: .script, reason: "in a folder named \(folder), and no server imports it")
      }
      if model.hasJSX { return RoleVerdict(role: .frontend, reason: "contains JSX, and no server imports it") }
      if let folder = PathRoles.frontendFolder(of: model.path) {
        return RoleVerdict(role: .frontend, reason: "in a folder named \(folder), and no server imports it")
      }
      if let name = browserGlobal(model) {
        return RoleVerdict(role: .frontend, reason: "uses \(name), and no server imports it")
      }
      if let name = browserPackage(model) {
        return RoleVerdict(role: .frontend, reason: "imports \(name), and no server imports it")
      }
      if let name = input.libraries[model.path] {
        return RoleVerdict(role: .library, reason: "in the library \(name)")
      }
      return RoleVerdict(role: .shared, reason: "nothing says otherwise")
    }
    let importers = importers()
    demoteTestHelpers(&verdicts, importers)
    spreadFrontend(&verdicts, importers)
    return verdicts
  }

  // MARK: Servers

  /// Files that servers run: those with handlers or named as entries, and what they import.
  private func serverFiles(_ workers: [Int: String]) -> [Int: String] {
    var reasons: [Int: String] = [:]
    var queue: [Int] = []
    func add(_ index: Int, _ reason: String) {
      guard reasons[index] == nil, input.roles[index] == nil, !isClient(index), !isCommand(index),
        // A test may start a server of its own.
        testRunner(input.files[index]).map({ $0 == "mocha" }) ?? true
      else { return }
      reasons[index] = reason
      queue.append(index)
    }
    for handler in handlers { add(handler.site.file.index, "registers request handlers (\(handler.framework))") }
    for handler in handlers { add(handler.function.file.index, "holds a request handler") }
    for index in input.files.indices where workers[index] == nil && listens(index) { add(index, "listens on a port") }
    for index in input.files.indices where input.serverEntries.contains(input.files[index].path) {
      add(index, "started by the package")
    }
    var head = 0
    while head < queue.count {
      let index = queue[head]
      head += 1
      for (number, record) in input.files[index].imports.enumerated() where !record.isTypeOnly {
        if case .file(let target) = resolutions[index][number], workers[target.index] == nil {
          add(target.index, "imported by \(input.files[index].path)")
        }
      }
      for target in loadedByName(index) where workers[target.index] == nil {
        add(target.index, "loaded by \(input.files[index].path)")
      }
    }
    return reasons
  }

  /// Given as a command, and no server that is started like one.
  private func isCommand(_ index: Int) -> Bool {
    input.commandEntries.contains(input.files[index].path) && !listens(index)
  }

  /// Files that a path put together at run time loads, and those of folders that are registered as a whole:
  /// `import(`./adapters/${name}.js`)`, `register(autoload, { dir })`.
  private func loadedByName(_ index: Int) -> [FileIndex] {
    let file = FileIndex(index)
    return callees[index].indices.flatMap { number -> [FileIndex] in
      var isLoader = false
      for callee in callees[index][number] where callee.entity.kind == .external {
        let path = evaluator.externals.text(ExternalID(callee.entity.id))
        if path.hasSuffix(".register") {
          let call = CallReference(file: file, call: CallID(number))
          return FrameworkGifts(evaluator: evaluator).autoloaded(by: call).map(\.file)
        }
        isLoader = isLoader || Program.loaders.contains(path)
      }
      guard isLoader, let first = evaluator.files[index].values(evaluator.files[index].calls[number].arguments).first
      else { return [] }
      return PathPattern(evaluator: evaluator).files(loadedBy: first, in: file)
    }
  }

  /// Calls `listen` of something that serves.
  private func listens(_ index: Int) -> Bool { evaluator.listens(index, callees[index]) }

  // MARK: Workers

  /// Files that run in threads and processes of their own.
  private func workerFiles() -> [Int: String] {
    var reasons: [Int: String] = [:]
    for index in input.files.indices where input.roles[index] == nil {
      if usesParentPort(evaluator.files[index]) { reasons[index] = "talks to the thread that started it" }
    }
    for (file, calls) in callees.enumerated() {
      for (number, found) in calls.enumerated() {
        for callee in found where callee.entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(callee.entity.id))
          guard let place = WorkerKnowledge.starters[path] else { continue }
          for target in started(CallReference(file: FileIndex(file), call: CallID(number)), place)
          where target.index != file {
            if reasons[target.index] == nil {
              reasons[target.index] = "started as a worker by \(input.files[file].path)"
            }
          }
        }
      }
    }
    return reasons
  }

  /// Takes `parentPort` or `workerData` from node:worker_threads.
  private func usesParentPort(_ model: ProgramFile) -> Bool {
    let threads = model.imports.contains {
      NodeBuiltins.canonical(evaluator.text($0.specifier)) == "node:worker_threads"
    }
    guard threads else { return false }
    let isMain = evaluator.atoms.intern("isMainThread")
    let names = Set(["parentPort", "workerData"].map { evaluator.atoms.intern($0) })
    // A file that asks which side it is on is both.
    let isBoth = model.values.contains { ($0.kind == .member || $0.kind == .imported) && Atom($0.b) == isMain }
    return !isBoth
      && model.values.contains { ($0.kind == .member || $0.kind == .imported) && names.contains(Atom($0.b)) }
  }

  private func started(_ call: CallReference, _ place: WorkerKnowledge.Place) -> [FileIndex] {
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    let patterns = PathPattern(evaluator: evaluator)
    switch place {
    case .argument(let index):
      guard index < arguments.count else { return [] }
      return patterns.files(started: arguments[index], in: call.file)
    case .option(let name):
      guard let first = arguments.first else { return [] }
      return evaluator.evaluate(call.file, first).flatMap { entity -> [FileIndex] in
        guard entity.kind == .object else { return [] }
        let source = evaluator.files[entity.file.index]
        return source.properties(of: source[ValueID(entity.id)]).filter { evaluator.text($0.name) == name }
          .flatMap { patterns.files(started: $0.value, in: entity.file) }
      }
    }
  }

  // MARK: Other roles

  /// `exports.up` and `exports.down`, or a class with both as methods.
  private static func isMigration(_ model: FileModel, _ evaluator: Evaluator) -> Bool {
    let up = evaluator.atoms.intern("up")
    let down = evaluator.atoms.intern("down")
    let given = Set(model.exports.map(\.name))
    if given.contains(up), given.contains(down) { return true }
    if model.exports.count == 1, case .assignment(let value) = model.exports[0].kind, model[value].kind == .object {
      let names = Set(model.properties(of: model[value]).map(\.name))
      if names.contains(up), names.contains(down) { return true }
    }
    return model.classes.contains { record in
      let names = Set(record.members.filter { $0.kind == .method }.map(\.name))
      return names.contains(up) && names.contains(down)
    }
  }

  private func isClient(_ index: Int) -> Bool { input.isClient(index) }

  private func browserGlobal(_ model: FileModel) -> String? {
    var globals = BrowserPackages.globals
    // A script that takes nothing and gives nothing finds these beside it on a page.
    if model.imports.isEmpty, model.exports.isEmpty { globals += BrowserPackages.scripts }
    let names = Set([Atom.document, .window] + globals.map { evaluator.atoms.intern($0) })
    return model.values.first { $0.kind == .global && names.contains(Atom($0.a)) }.map { evaluator.text(Atom($0.a)) }
  }

  /// Packages that run in browsers alone. Source: READMEs of the packages, 2026-11.
  private static let browserPackages: Set<String> = [
    "@angular/platform-browser", "@angular/platform-browser-dynamic", "@shopify/web-pixels-extension",
    "react-dom/client",
  ]

  private func browserPackage(_ model: FileModel) -> String? {
    model.imports.lazy.filter { !$0.isTypeOnly }.map { evaluator.text($0.specifier) }
      .first(where: Self.browserPackages.contains)
  }

  /// Runners of tests, which prepare what a test needs as well. Source: the documentation of the runners, 2026-11.
  private static let testRunners: Set<String> = [
    "vitest", "@jest/globals", "mocha", "ava", "bun:test", "@playwright/test", "@japa/runner", "lab",
    "@hapi/lab",
  ]

  private func testRunner(_ model: FileModel) -> String? {
    model.imports.lazy.filter { !$0.isTypeOnly }.map { evaluator.text($0.specifier) }
      .first(where: Self.testRunners.contains)
  }

  /// `describe("orders", () => …)` at the top of a file, as globals of Jest, Vitest and Mocha.
  private func suite(_ index: Int) -> String? {
    let model = evaluator.files[index]
    for site in model.calls where site.function == .moduleBody {
      let callee = model[site.callee]
      guard callee.kind == .global, ["describe", "it", "test"].contains(evaluator.text(Atom(callee.a))),
        case let arguments = Array(model.values(site.arguments)), arguments.count > 1,
        model[arguments[0]].kind == .string, model[arguments[1]].kind == .function
      else { continue }
      return evaluator.text(Atom(callee.a))
    }
    return nil
  }

  /// Who imports each file, for values or types.
  private func importers() -> [[Int]] {
    var importers = [[Int]](repeating: [], count: input.files.count)
    for (index, model) in input.files.enumerated() {
      for number in model.imports.indices {
        if case .file(let target) = resolutions[index][number], target.index != index {
          importers[target.index].append(index)
        }
      }
    }
    return importers
  }

  /// What tests alone import is of the tests.
  private func demoteTestHelpers(_ verdicts: inout [RoleVerdict], _ importers: [[Int]]) {
    var changed = true
    var rounds = 0
    while changed, rounds < 8 {
      changed = false
      rounds += 1
      for index in verdicts.indices where verdicts[index].role == .shared && !importers[index].isEmpty {
        guard importers[index].allSatisfy({ verdicts[$0].role == .test }) else { continue }
        verdicts[index] = RoleVerdict(role: .test, reason: "imported by tests alone")
        changed = true
      }
    }
  }

  /// Files without a role of their own that use a browser's packages, and those that the front end alone imports.
  private func spreadFrontend(_ verdicts: inout [RoleVerdict], _ importers: [[Int]]) {
    for index in verdicts.indices where verdicts[index].role == .shared {
      let specifiers = input.files[index].imports.lazy.filter { !$0.isTypeOnly }.map { evaluator.text($0.specifier) }
      if let package = specifiers.first(where: BrowserPackages.contains) {
        verdicts[index] = RoleVerdict(role: .frontend, reason: "imports \(package), and no server imports it")
      }
    }
    let drawn = shared(below: verdicts.indices.filter { verdicts[$0].role == .frontend }, verdicts)
    let others = verdicts.indices.filter { index in
      switch verdicts[index].role {
      case .frontend, .test, .declaration: false
      case .shared: drawn[index] == nil && importers[index].isEmpty
      case .generated, .vendored, .build, .migration, .script, .worker, .server, .library: true
      }
    }
    let used = shared(below: others, verdicts)
    for (index, importer) in drawn where used[index] == nil {
      verdicts[index] = RoleVerdict(
        role: .frontend, reason: "imported by the front end alone, by \(input.files[importer].path)")
    }
  }

  /// The files without a role of their own that these import, directly or through each other, and who imports them.
  private func shared(below roots: [Int], _ verdicts: [RoleVerdict]) -> [Int: Int] {
    var found: [Int: Int] = [:]
    var queue = roots
    var head = 0
    while head < queue.count {
      let index = queue[head]
      head += 1
      for number in input.files[index].imports.indices {
        guard case .file(let target) = resolutions[index][number], verdicts[target.index].role == .shared,
          found[target.index] == nil
        else { continue }
        found[target.index] = index
        queue.append(target.index)
      }
    }
    return found
  }
}

/// Packages that are of use in a browser alone; servers that draw with them import the file. Source: npm, 2026.
enum BrowserPackages {
  static let names: Set<String> = [
    "react", "react-dom", "react-dom/client", "react-router", "react-router-dom", "react-redux", "react-native",
    "react-query", "@tanstack/react-query", "@reduxjs/toolkit", "@apollo/client", "mobx-react", "mobx-react-lite",
    "react-hook-form", "react-i18next", "styled-components", "next/router", "next/navigation", "next/link", "preact",
    "preact/hooks", "vue", "vue-router", "vuex", "pinia", "svelte", "svelte/store", "solid-js", "@angular/core",
    "@angular/common/http", "@angular/router", "@angular/platform-browser", "@angular/platform-browser-dynamic",
    "@shopify/web-pixels-extension", "@shopify/checkout-ui-extensions", "@shopify/app-bridge", "hono/jsx/dom", "jquery",
    "socket.io-client", "zustand", "swr", "lit", "ember",
  ]

  static func contains(_ specifier: String) -> Bool {
    names.contains(specifier) || specifier.hasPrefix("@shopify/ui-extensions") || specifier.hasPrefix("hono/jsx/dom/")
  }

  /// Globals that browsers have and Node.js does not. Source: MDN, the Window interface; Node.js 24, global objects.
  static let globals = [
    "localStorage", "sessionStorage", "XMLHttpRequest", "IntersectionObserver", "MutationObserver",
    "requestAnimationFrame", "customElements",
  ]

  /// Globals of libraries that pages load by a script of their own.
  static let scripts = ["jQuery", "tinymce", "tinyMCE", "CKEDITOR", "angular"]
}

/// Calls that start a file in another thread or process. Sources: Node.js 24 documentation, the packages' own, 2026.
enum WorkerKnowledge {
  enum Place: Sendable {
    case argument(Int)
    case option(String)
  }

  static let starters: [String: Place] = [
    "node:worker_threads#Worker": .argument(0), "node:child_process#fork": .argument(0),
    "piscina": .option("filename"), "piscina#Piscina": .option("filename"), "tinypool": .option("filename"),
    "tinypool#Tinypool": .option("filename"), "workerpool#pool": .argument(0), "jest-worker#Worker": .argument(0),
    "node:cluster#setupPrimary": .option("exec"), "node:cluster#setupMaster": .option("exec"),
  ]
}
