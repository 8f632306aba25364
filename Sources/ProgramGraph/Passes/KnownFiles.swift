import JavaScript
import Semantics
import SourceText

/// Files that some text names: settings, and strings of the program that look like a path.
struct KnownFiles {
  /// As `SourceNames` has them.
  private let names: Set<String>
  /// Those that one file alone says: a file that names itself is not named.
  private let sayers: [String: Int]
  /// By file: the files whose whole path texts elsewhere say.
  private let said: Set<Int>
  /// Names of folders that patterns and paths of the file system end in: `entities: ["src/entities/*.ts"]`.
  private let folders: Set<String>
  private let paths: [String]

  init(input: ProgramInput, evaluator: Evaluator) {
    var names = input.mentions
    var sayers: [String: Int] = [:]
    var said: Set<Int> = []
    var folders: Set<String> = []
    paths = input.files.map(\.path)
    for (index, model) in input.files.enumerated() {
      let folder = PathText.directory(of: model.path)
      func insert(_ text: String) {
        if ModuleResolver.isRelative(text),
          let file = Self.file(at: PathText.join(folder, text), evaluator)
        {
          // That one, and no other of the same name.
          if file.index != index { said.insert(file.index) }
          return
        }
        let name = SourceNames.stem(of: ModuleResolver.isRelative(text) ? PathText.join(folder, text) : text)
        if names.insert(name).inserted { sayers[name] = index } else if sayers[name] != index { sayers[name] = nil }
      }
      let knowsWhereItStands = Self.knowsWhereItStands(model, evaluator)
      for record in model.values where record.kind == .string {
        let text = evaluator.text(Atom(record.a))
        if Self.looksLikePath(text) { insert(text) }
        if knowsWhereItStands || text.utf8.contains(UInt8(ascii: "*")) || ModuleResolver.isRelative(text) {
          if let name = Self.folder(in: text) { folders.insert(name) }
        }
      }
      // Aliases that nobody resolved.
      for (number, record) in model.imports.enumerated() where evaluator.resolutions[index][number] == .missing {
        insert(evaluator.text(record.specifier))
      }
    }
    self.names = names
    self.sayers = sayers
    self.said = said
    self.folders = folders
  }

  private static func file(at path: String, _ evaluator: Evaluator) -> FileIndex? {
    let stem = ModuleResolver.withoutEnding(path)
    return evaluator.filesByStem[path] ?? evaluator.filesByStem[stem] ?? evaluator.filesByStem[path + "/index"]
  }

  func isNamed(_ index: Int) -> Bool {
    if said.contains(index) { return true }
    let path = paths[index]
    let stem = SourceNames.stem(of: path)
    let isIndex = stem == "index" || stem.hasSuffix("/index")
    return names.contains(stem) && sayers[stem] != index
      || isIndex && names.contains(PathText.name(of: PathText.directory(of: path)))
  }

  /// Whether a folder around the file is named where folders are read.
  func isInNamedFolder(_ index: Int) -> Bool {
    PathText.directory(of: paths[index]).parts(between: "/").contains { folders.contains(String($0)) }
  }

  /// A file that says `__dirname` makes paths of what else it says.
  private static func knowsWhereItStands(_ model: FileModel, _ evaluator: Evaluator) -> Bool {
    model.values.contains { value in
      value.kind == .importMeta || value.kind == .global && evaluator.text(Atom(value.a)) == "__dirname"
    }
  }

  /// The last folder that a path or a pattern of paths says: `models` of `/models`, `entities` of `src/entities/*.ts`;
  /// `./backend/.env` says a file.
  private static func folder(in text: String) -> String? {
    guard looksLikeOneWord(text) else { return nil }
    let name = PathText.name(of: text)
    if !name.contains("*"), name != ".", name != "..", name.contains(".") { return nil }
    return text.parts(between: "/").last { !$0.contains("*") && !$0.contains(".") }.map(String.init)
  }

  private static func looksLikePath(_ text: String) -> Bool {
    guard looksLikeOneWord(text) else { return false }
    return ModuleResolver.isRelative(text)
      || [".js", ".ts", ".mjs", ".cjs", ".mts"].contains { text.hasSuffix($0) }
  }

  private static func looksLikeOneWord(_ text: String) -> Bool {
    text.utf8.count < 200 && !text.utf8.contains(UInt8(ascii: " "))
  }
}

/// What a path and the texts that name it have in common.
package enum SourceNames {
  /// The last part, without an ending of source code: `left.routes` of `src/left.routes.js`; for an index the folder too.
  package static func stem(of path: String) -> String {
    let name = PathText.name(of: path)
    for ending in [".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".tsx", ".jsx"] where name.hasSuffix(ending) {
      return indexed(String(name.dropLast(ending.utf8.count)), path)
    }
    return indexed(name, path)
  }

  private static func indexed(_ name: String, _ path: String) -> String {
    guard name == "index" else { return name }
    let folder = PathText.name(of: PathText.directory(of: path))
    return folder.isEmpty || folder == "." || folder == ".." ? name : folder + "/" + name
  }
}
