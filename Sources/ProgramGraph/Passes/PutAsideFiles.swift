import JavaScript
import Semantics
import SourceText

/// Folders of code that somebody put away, and that nothing outside of them loads, runs or speaks of: `archives/bot.js`
/// of a bot that was written anew. Their files are whole programs, which only the folder's name tells from running ones.
struct PutAsideFiles {
  let input: ProgramInput
  let resolutions: [[ResolvedModule]]

  private static let names: Set<String> = [
    "archive", "archives", "archived", "old", "deprecated", "obsolete", "backup", "backups", "bak", "unused", "attic",
    "graveyard", "trash",
  ]
  private static let sourceFolders: Set<String> = ["src", "app", "server", "lib"]

  /// The folder around each file that was put away.
  func folders() -> [Int: String] {
    var found: [Int: String] = [:]
    let packages = Set(input.landscape.packages.map(\.directory))
    for (index, model) in input.files.enumerated() where input.roles[index] == nil {
      found[index] = Self.folder(around: model.path, packages)
    }
    let candidates = Set(found.values)
    if candidates.isEmpty { return [:] }
    let used = candidates.filter { isUsed($0) }
    return found.filter { !used.contains($0.value) }
  }

  private static func isNamed(_ folder: Substring) -> Bool {
    names.contains((folder.hasPrefix("_") ? folder.dropFirst() : folder).lowercased())
  }

  /// At the top of a package or of its sources: deeper down a name is more likely a subject (`routes/archive`). A package
  /// of its own may be deployed by itself.
  private static func folder(around path: String, _ packages: Set<String>) -> String? {
    let parts = path.parts(between: "/")
    for depth in parts.indices.dropLast() where isNamed(parts[depth]) {
      var parent = parts[..<depth]
      if let last = parent.last, sourceFolders.contains(last.lowercased()) { parent = parent.dropLast() }
      let folder = parts[...depth].joined(separator: "/")
      if packages.contains(parent.joined(separator: "/")), !packages.contains(folder) { return folder }
    }
    return nil
  }

  private func isUsed(_ folder: String) -> Bool {
    let entries = input.serverEntries.union(input.commandEntries).union(input.scriptEntries.keys)
      .union(input.launched).union(input.configured.map(\.path))
    if entries.contains(where: { PathText.contains(folder, $0) }) { return true }
    let name = PathText.name(of: folder)
    return input.files.enumerated().contains { index, model in
      guard !PathText.contains(folder, model.path) else { return false }
      return resolutions[index].contains { resolution in
        if case .file(let target) = resolution {
          PathText.contains(folder, input.files[target.index].path)
        } else {
          false
        }
      }
        // A path made at run time speaks of the folder.
        || model.values.contains { value in
          value.kind == .string && input.atoms.text(Atom(value.a)).parts(between: "/").contains { $0 == name }
        }
    }
  }
}
