import JavaScript
import Semantics

/// What packages give that load the files of a folder.
extension Evaluator {
  /// The file of that name in the folder that a call has loaded: `controllers.users` of `requireindex("./controllers")`,
  /// `handlers.admin.users` of `autoload(__dirname + "/handlers")`.
  func file(named name: Atom, inFolderLoadedBy entity: Entity) -> [Entity] {
    guard let call = entity.siteCall else { return [] }
    let model = files[call.file.index]
    let first = model.values(model[call.call].arguments).first
    let top = first.flatMap { self.folder($0, call.file) } ?? PathText.directory(of: model.path)
    let below = FolderLoaders.folders(to: externals.text(ExternalID(entity.id))) ?? []
    let stem = PathText.join((CollectionOfOne(top[...]) + below).joined(separator: "/"), text(name))
    guard let found = filesByStem[stem] ?? filesByStem[stem + "/index"], found != call.file else { return [] }
    return [Entity(kind: .module, file: found, id: 0)]
  }

  /// What the files export that `loadFilesSync(path.join(__dirname, "resolvers"))` loads.
  func exports(loadedBy call: CallReference) -> [Entity] {
    let model = files[call.file.index]
    guard let first = model.values(model[call.call].arguments).first else { return [] }
    var found = PathPattern(evaluator: self).files(loadedBy: first, in: call.file)
    if found.isEmpty, let folder = folder(first, call.file), !folder.isEmpty {
      found = files.indices.filter { PathText.contains(folder, files[$0].path) }.map { FileIndex($0) }
    }
    return found.prefix(Self.fanOut).flatMap { file -> [Entity] in
      let whole = export(.default, of: file)
      return whole.isEmpty ? [Entity(kind: .module, file: file, id: 0)] : whole
    }
  }

  /// A folder as such packages are told it: a path, or an object with one; nil for none, as for `module`.
  private func folder(_ value: ValueID, _ file: FileIndex) -> String? {
    let model = files[file.index]
    if model[value].kind == .object {
      let named = model.properties(of: model[value]).first { text($0.name) == "dirname" }
      return named.flatMap { folder($0.value, file) }
    }
    if let text = constantText(file, value) {
      guard ModuleResolver.isRelative(text) else { return nil }
      return PathText.join(PathText.directory(of: model.path), text)
    }
    return AutoloadedFolder(evaluator: self).path(value, file)
  }
}
