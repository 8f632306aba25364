import JavaScript
import Semantics
import SourceText

/// What files may use without importing it, because their framework imports it for them: exports of certain folders.
/// Sources: nuxt.com (Directory structure, server and shared), nitro.build (Auto imports), 2026.
struct AutoImports {
  private struct Offer {
    /// Who may use it: files below this folder.
    var users: String
    var file: FileIndex
    /// nil for the file as a whole.
    var export: Atom?
  }

  private var byName: [Atom: [Offer]] = [:]

  private static let tables: [(packages: Set<String>, users: String, folders: [String])] = [
    (["nuxt", "nuxt-nightly"], "server", ["server/utils", "shared/utils"]),
    (["nitropack", "nitro"], "", ["utils", "server/utils", "src/utils"]),
  ]

  /// Folders whose files are globals by their names. Source: sailsjs.com (Globals, Services), 2026.
  private static let globals: [(packages: Set<String>, folders: [String])] = [(["sails"], ["api/services"])]

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
    for (names, folders) in Self.globals {
      for directory in packages.directories(dependingOn: names) {
        for (index, model) in evaluator.files.enumerated() where examined[index] {
          guard folders.contains(where: { PathText.contains(PathText.join(directory, $0), model.path) }) else {
            continue
          }
          let name = evaluator.atoms.intern(PathText.withoutExtension(PathText.name(of: model.path)))
          byName[name, default: []].append(Offer(users: directory, file: FileIndex(index), export: nil))
        }
      }
    }
  }

  /// What Sails makes of folders: `sails.helpers.readIt()` of `api/helpers/read-it.js`, `sails.services.mail`.
  /// Source: sailsjs.com (Helpers, Services), 2026.
  static func members(
    _ evaluator: Evaluator, examined: [Bool], packages: PackageFacts
  ) -> [ExternalID: [Atom: [Entity]]] {
    var found: [ExternalID: [Atom: [Entity]]] = [:]
    let run = evaluator.atoms.intern("fn")
    for directory in packages.directories(dependingOn: ["sails"]) {
      for (index, model) in evaluator.files.enumerated() where examined[index] {
        let stem = PathText.withoutExtension(PathText.name(of: model.path))
        let folder = PathText.directory(of: model.path)
        let whole = Entity(kind: .module, file: FileIndex(index), id: 0)
        let helpers = PathText.join(directory, "api/helpers")
        if PathText.contains(helpers, model.path) {
          // `sails.helpers.mails.sendOne()` of `api/helpers/mails/send-one.js`.
          let name = evaluator.atoms.intern(camelCase(stem))
          var holder = evaluator.path("#sails.helpers")
          var path = "#sails.helpers"
          for part in folder.dropFirst(helpers.count).parts(between: "/") {
            let own = camelCase(String(part))
            path += "." + own
            let inner = evaluator.path(path)
            found[holder, default: [:]][evaluator.atoms.intern(own)] = [
              Entity(kind: .external, file: FileIndex(0), id: inner.raw)
            ]
            holder = inner
          }
          found[holder, default: [:]][name] = evaluator.callable(whole).flatMap { evaluator.lookUp(run, in: $0) }
        } else if folder == PathText.join(directory, "api/services") {
          found[evaluator.path("#sails.services"), default: [:]][evaluator.atoms.intern(stem.lowercased())] = [whole]
        }
      }
    }
    return found
  }

  static func camelCase(_ name: String) -> String {
    let words = name.split { $0 == "-" || $0 == "_" }
    return words.prefix(1).joined()
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// What a name that a file does not declare stands for.
  func found(_ name: Atom, in file: FileIndex, _ evaluator: Evaluator) -> [Entity] {
    guard let offers = byName[name] else { return [] }
    let path = evaluator.files[file.index].path
    guard let offer = offers.first(where: { PathText.contains($0.users, path) && $0.file != file }) else { return [] }
    guard let export = offer.export else { return [Entity(kind: .module, file: offer.file, id: 0)] }
    return evaluator.export(export, of: offer.file)
  }
}
