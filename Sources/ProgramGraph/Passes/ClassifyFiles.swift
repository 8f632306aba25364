import Semantics

/// Gives every file its one role, once handlers and imports are known.
struct ClassifyFiles {
  let input: ProgramInput
  let resolutions: [[ResolvedModule]]
  let handlers: [RequestHandler]

  func verdicts() -> [RoleVerdict] {
    let server = serverFiles()
    return input.files.indices.map { index in
      if let known = input.roles[index] { return known }
      let model = input.files[index]
      if let reason = server[index] { return RoleVerdict(role: .server, reason: reason) }
      if model.hasHashbang { return RoleVerdict(role: .script, reason: "begins with a hashbang") }
      if let folder = PathRoles.scriptFolder(of: model.path) {
        return RoleVerdict(role: .script, reason: "in a folder named \(folder), and no server imports it")
      }
      if model.hasJSX { return RoleVerdict(role: .frontend, reason: "contains JSX, and no server imports it") }
      if let folder = PathRoles.frontendFolder(of: model.path) {
        return RoleVerdict(role: .frontend, reason: "in a folder named \(folder), and no server imports it")
      }
      return RoleVerdict(role: .shared, reason: "nothing says otherwise")
    }
  }

  /// Files that servers run: those with handlers or named as entries, and what they import.
  private func serverFiles() -> [Int: String] {
    var reasons: [Int: String] = [:]
    var queue: [Int] = []
    func add(_ index: Int, _ reason: String) {
      guard reasons[index] == nil, input.roles[index] == nil else { return }
      reasons[index] = reason
      queue.append(index)
    }
    for handler in handlers { add(handler.site.file.index, "registers request handlers (\(handler.framework))") }
    for handler in handlers { add(handler.function.file.index, "holds a request handler") }
    for (index, model) in input.files.enumerated() where input.serverEntries.contains(model.path) {
      add(index, "started by the package")
    }
    var head = 0
    while head < queue.count {
      let index = queue[head]
      head += 1
      for (number, record) in input.files[index].imports.enumerated() where !record.isTypeOnly {
        if case .file(let target) = resolutions[index][number] {
          add(target.index, "imported by \(input.files[index].path)")
        }
      }
    }
    return reasons
  }
}
