import JavaScript
import Semantics
import SourceText

/// Finds the files that browsers alone run, by imports and before any call is followed.
///
/// A front end is often the larger half of a repository, no rule speaks of it, and what it calls in files that the server
/// uses as well says nothing about the server. So its calls are not connected. In doubt a file is the server's: whatever
/// imports something of Node.js or of a framework, is started by the package, stands where a framework loads files, or
/// looks like nothing and is imported by nobody may be where a server begins, and what such a file imports is reached.
struct FindBrowserFiles {
  let input: ProgramInput
  let resolutions: [[ResolvedModule]]
  let packages: PackageFacts

  /// Indices of the files, none of which a server runs.
  func files() -> [Int] {
    let looks = input.files.indices.map(looksLikeFrontEnd)
    let drawn = closure(of: looks.indices.filter { looks[$0] })
    guard drawn.contains(true) else { return [] }
    var isImported = [Bool](repeating: false, count: looks.count)
    for (index, model) in input.files.enumerated() where isOfProgram(index) {
      for number in model.imports.indices {
        if case .file(let target) = resolutions[index][number], target.index != index {
          isImported[target.index] = true
        }
      }
    }
    let servers = closure(
      of: looks.indices.filter { index in
        guard !looks[index], isOfProgram(index) else { return false }
        return input.roles[index] != nil || !drawn[index] || !isImported[index] || mayBeOfServer(index)
      })
    return looks.indices.filter { drawn[$0] && !servers[$0] && isOpen($0) }
  }

  /// Neither path nor package decided that it is something else than a front end.
  private func isOpen(_ index: Int) -> Bool {
    switch input.roles[index]?.role {
    case nil, .frontend: true
    default: false
    }
  }

  private func isOfProgram(_ index: Int) -> Bool {
    switch input.roles[index]?.role {
    case .generated, .vendored, .test, .declaration, .build: false
    default: true
    }
  }

  /// What these import for its values, directly or through each other. A file that says it is for browsers leads nowhere,
  /// whoever imports it; of packages that draw, servers may run a part.
  private func closure(of roots: [Int]) -> [Bool] {
    var found = [Bool](repeating: false, count: input.files.count)
    var queue = roots
    for root in roots { found[root] = true }
    while let index = queue.popLast() {
      for (number, record) in input.files[index].imports.enumerated() where !record.isTypeOnly {
        guard case .file(let target) = resolutions[index][number], !found[target.index], !isClient(target.index) else {
          continue
        }
        found[target.index] = true
        queue.append(target.index)
      }
    }
    return found
  }

  private func isClient(_ index: Int) -> Bool { input.isClient(index) }

  private func text(_ atom: Atom) -> String { input.atoms.text(atom) }

  private func looksLikeFrontEnd(_ index: Int) -> Bool {
    let model = input.files[index]
    guard isOpen(index), !isStarted(model.path) else { return false }
    if isClient(index) { return true }
    if packages.isLoadedByFramework(model.path) || importsOfServers(model) { return false }
    if input.roles[index] != nil { return true }
    if model.path.parts(between: "/").dropLast().contains(where: { Self.servingFolders.contains($0) }) {
      return false
    }
    return model.hasJSX || PathRoles.frontendFolder(of: model.path) != nil
      || model.imports.contains { !$0.isTypeOnly && BrowserPackages.contains(text($0.specifier)) }
  }

  /// What may begin a server, or is judged for itself whoever imports it.
  private func mayBeOfServer(_ index: Int) -> Bool {
    let model = input.files[index]
    return isStarted(model.path) || importsOfServers(model) || model.hasHashbang
      || packages.isLoadedByFramework(model.path) || input.libraries[model.path] != nil
      || PathRoles.scriptFolder(of: model.path) != nil
  }

  private func isStarted(_ path: String) -> Bool {
    input.serverEntries.contains(path) || input.commandEntries.contains(path) || input.scriptEntries[path] != nil
      || input.launched.contains(path) || input.configured.contains { $0.path == path }
  }

  private func importsOfServers(_ model: FileModel) -> Bool {
    model.imports.contains { record in
      guard !record.isTypeOnly else { return false }
      let specifier = text(record.specifier)
      return NodeBuiltins.isBuiltin(specifier) || Self.frameworks.contains(specifier)
    }
  }

  /// Folders whose files platforms and programs call by where they stand.
  private static let servingFolders: Set<Substring> = ["api", "server", "functions", "backend", "netlify"]

  /// Packages of which frameworks, platforms and brokers are used.
  private static let frameworks: Set<String> = {
    var names: Set<String> = []
    for framework in Framework.all {
      names.insert(framework.package)
      for path in Array(framework.makers.keys) + Array(framework.calls.keys) + Array(framework.chainEnds.keys) {
        names.insert(String(path.prefix { $0 != "#" && $0 != "(" }))
      }
    }
    return names
  }()
}
