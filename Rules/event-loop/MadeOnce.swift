import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Tells calls that make the file or folder whose absence they stand behind: `if (!existsSync(FOLDER)) mkdirSync(FOLDER)`.
/// Where the path is the same for all requests, the first of them finds nothing there, and no other does.
struct MadeOnce {
  let program: Program

  private static let askers = ["#existsSync", "#pathExistsSync"]
  private static let removers: Set<String> = [
    "unlink", "unlinkSync", "rm", "rmSync", "rmdir", "rmdirSync", "remove", "removeSync", "emptyDir", "emptyDirSync",
  ]

  func tells(_ call: CallReference) -> Bool {
    let file = program[call.file]
    let site = file[call.call]
    let arguments = file.values(site.arguments)
    return file.model.guards.contains { record in
      guard record.kind == .call, !record.holds, record.region.contains(site.span), file[record.subject].kind == .call,
        case let asker = file[CallID(file[record.subject].a)], let path = file.values(asker.arguments).first,
        arguments.contains(where: { isSame($0, path, call.file) })
      else { return false }
      return program.externalPaths(of: asker.callee, in: call.file)
        .contains { path in Self.askers.contains { path.hasSuffix($0) } }
        && isFixed(path, call.file, depth: 0) && !isRemoved(path, call.file)
    }
  }

  private func isSame(_ first: ValueID, _ second: ValueID, _ file: FileIndex) -> Bool {
    if first == second { return true }
    guard let text = program.constant(first, in: file) else { return false }
    return text == program.constant(second, in: file)
  }

  /// Somebody takes it away again.
  private func isRemoved(_ path: ValueID, _ index: FileIndex) -> Bool {
    let file = program[index]
    return file.calls.contains { site in
      let callee = file[site.callee]
      guard callee.kind == .member || callee.kind == .imported, Self.removers.contains(program.text(Atom(callee.b)))
      else { return false }
      return file.values(site.arguments).contains { isSame($0, path, index) }
    }
  }

  // MARK: Paths that are the same each time

  private static let path = ["node:path#", "node:url#", "node:os#", "#process.cwd", "#require.resolve", "#URL"]

  private func isFixed(_ id: ValueID, _ index: FileIndex, depth: Int) -> Bool {
    guard depth < 10 else { return false }
    let file = program[index]
    let value = file[id]
    func areFixed(_ values: some Sequence<ValueID>) -> Bool {
      values.allSatisfy { isFixed($0, index, depth: depth + 1) }
    }
    switch value.kind {
    case .string, .literal, .global, .imported, .module, .importMeta: return true
    case .concatenation, .choice: return areFixed(file.values(ListID(value.a)))
    case .member: return isFixed(ValueID(value.a), index, depth: depth + 1)
    case .binding:
      let binding = file[BindingID(value.a)]
      if binding.kind == .import { return true }
      let values = file.values(binding.values)
      return binding.kind != .parameter && !values.isEmpty && areFixed(values)
    case .call:
      let site = file[CallID(value.a)]
      guard areFixed(file.values(site.arguments)) else { return false }
      let paths = program.externalPaths(of: site.callee, in: index)
      if !paths.isEmpty { return paths.allSatisfy { path in Self.path.contains { path.hasPrefix($0) } } }
      return givesFixed(CallReference(file: index, call: CallID(value.a)), depth: depth + 1)
    default: return false
    }
  }

  /// A function of the project that looks at nothing but what is fixed: `settingsFile()`.
  private func givesFixed(_ call: CallReference, depth: Int) -> Bool {
    guard case .followed(let targets, externals: _) = program.outcome(of: call), !targets.isEmpty else { return false }
    return targets.allSatisfy { target in
      let file = program[target.file]
      let returned = file.values(file[target.function].returns)
      return !returned.isEmpty && returned.allSatisfy { isFixed($0, target.file, depth: depth + 1) }
    }
  }
}
