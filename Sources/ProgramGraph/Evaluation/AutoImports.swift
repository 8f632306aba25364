import JavaScript
import Semantics

/// What files may use without importing it, because their framework imports it for them: exports of certain folders.
/// Sources: nuxt.com (Directory structure, server and shared), nitro.build (Auto imports), 2026.
struct AutoImports {
  private struct Offer {
    /// Who may use it: files below this folder.
    var users: String
    var file: FileIndex
    var export: Atom
  }

  private var byName: [Atom: [Offer]] = [:]

  private static let tables: [(packages: Set<String>, users: String, folders: [String])] = [
    (["nuxt", "nuxt-nightly"], "server", ["server/utils", "shared/utils"]),
    (["nitropack", "nitro"], "", ["utils", "server/utils", "src/utils"]),
  ]

  /// None.
  init() {}

  init(evaluator: Evaluator, examined: [Bool], packages: PackageFacts) {
    for (names, users, folders) in Self.tables {
      for directory in packages.directories(dependingOn: names) {
        let scanned = folders.map { PathText.join(directory, $0) }
        let users = PathText.join(directory, users)
        for (index, model) in evaluator.files.enumerated() where examined[index] {
          guard scanned.contains(where: { PathText.contains($0, model.path) }) else { continue }
          for record in model.exports where !record.isTypeOnly && record.name.exists {
            // What a file exports by default goes by the name of the file.
            let stem = PathText.withoutExtension(PathText.name(of: model.path))
            let name = record.name == .default ? evaluator.atoms.intern(stem) : record.name
            byName[name, default: []].append(Offer(users: users, file: FileIndex(index), export: record.name))
          }
        }
      }
    }
  }

  /// What a name that a file does not declare stands for.
  func found(_ name: Atom, in file: FileIndex, _ evaluator: Evaluator) -> [Entity] {
    guard let offers = byName[name] else { return [] }
    let path = evaluator.files[file.index].path
    guard let offer = offers.first(where: { PathText.contains($0.users, path) && $0.file != file }) else { return [] }
    return evaluator.export(offer.export, of: offer.file)
  }
}
