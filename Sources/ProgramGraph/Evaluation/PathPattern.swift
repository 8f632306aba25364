import JavaScript
import Semantics
import SourceText

/// Paths that programs put together, with `*` for what is not constant: `path.join(__dirname, "routes", name)`.
struct PathPattern {
  let evaluator: Evaluator

  /// A path as far as it is known. `isRooted`: relative to the project's root, as against to something unknown.
  private struct Known {
    var text: String
    var isRooted: Bool
    /// Relative to where the process starts: the folder of the package, or the root.
    var isOfProcess = false
    /// It stands for folders within folders as well: a function that walks them hands it to itself.
    var isDeep = false
    /// Nothing but what the function that walks hands to itself.
    var isAgain = false
  }

  /// How a part was come to.
  private struct Way {
    var depth = 0
    /// The parameters whose arguments are being looked at.
    var parameters: [FlowTarget] = []

    var deeper: Way { Way(depth: depth + 1, parameters: parameters) }
  }

  /// Of paths with alternatives in several parts, so many are looked at.
  private static let maximumPaths = 12

  private static let maximumDepth = 10
  /// A name that is given one folder after the other stands for all of them.
  private static let mostValues = 4
  /// So many functions hand a folder on to each other, and so many callers of each are asked.
  private static let mostParameters = 3
  private static let mostCallers = 16

  /// The files of the program that `require(value)` in a file may load.
  func files(loadedBy value: ValueID, in file: FileIndex) -> [FileIndex] {
    let known = patterns(value, file, Way())
    if known.count == 1 { return files(known[0], file) }
    var seen: Set<FileIndex> = []
    return known.flatMap { files($0, file) }.filter { seen.insert($0).inserted }
  }

  private func files(_ known: Known, _ file: FileIndex) -> [FileIndex] {
    if known.isOfProcess { return ofProcess(known, file) }
    var text = known.text
    if !known.isRooted {
      guard text.hasPrefix("./") || text.hasPrefix("../") else { return [] }
      text = PathText.join(PathText.directory(of: evaluator.files[file.index].path), text)
    }
    let fixed = text.split(separator: "*", omittingEmptySubsequences: false)
    // Nothing but an unknown name is no pattern; a folder and an unknown name is.
    guard fixed.contains(where: { $0.utf8.count > 1 }) || known.isRooted else { return [] }
    return found(text, known, file)
  }

  /// The process is started in the folder of the package, in that of the project, or in another above the file.
  private func ofProcess(_ known: Known, _ file: FileIndex) -> [FileIndex] {
    let path = evaluator.files[file.index].path
    var folders = [evaluator.packages.directory(around: path), ""]
    if !known.text.contains("*") {
      var folder = PathText.directory(of: path)
      while !folder.isEmpty {
        folders.append(folder)
        folder = PathText.directory(of: folder)
      }
    }
    return folders.lazy.map { found(PathText.join($0, known.text), known, file) }.first { !$0.isEmpty } ?? []
  }

  private func found(_ text: String, _ known: Known, _ file: FileIndex) -> [FileIndex] {
    let folder = evaluator.packages.directory(around: evaluator.files[file.index].path)
    let inside = PathText.contains(folder, text) ? String(text.dropFirst(folder.isEmpty ? 0 : folder.count + 1)) : text
    let sources = PathText.sources(ofBuilt: inside).map { PathText.join(folder, $0) }
    return ([text] + sources).lazy.map { text in
      let level = known.isDeep ? [] : matches(text, crossing: false, not: file)
      return level.isEmpty && text.contains("*") ? matches(text, crossing: true, not: file) : level
    }.first { !$0.isEmpty } ?? []
  }

  /// The file that a worker is started with: seen from the file that names it, or from the project's root.
  func files(started value: ValueID, in file: FileIndex) -> [FileIndex] {
    let found = files(loadedBy: value, in: file)
    if !found.isEmpty { return found }
    let known = patterns(value, file, Way())
    guard known.count == 1, !known[0].text.contains("*") else { return [] }
    let folder = PathText.directory(of: evaluator.files[file.index].path)
    for start in known[0].isRooted ? [""] : [folder, ""] {
      let path = PathText.join(start, PathText.withoutExtension(known[0].text))
      let found = self.found(path, known[0], file)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func patterns(_ value: ValueID, _ file: FileIndex, _ way: Way) -> [Known] {
    guard way.depth < Self.maximumDepth else { return [] }
    let model = evaluator.files[file.index]
    let record = model[value]
    switch record.kind {
    case .string:
      return [Known(text: evaluator.text(Atom(record.a)), isRooted: false)]
    case .global:
      if Atom(record.a) == .__dirname { return [Known(text: PathText.directory(of: model.path), isRooted: true)] }
      return evaluator.namedWrites.only(global: Atom(record.a)).map { patterns($0.value, $0.file, way.deeper) } ?? []
    case .concatenation:
      return concatenated(model.values(ListID(record.a)), file, way)
    case .call:
      return ofCall(model[CallID(record.a)], file, way)
    case .awaited:
      return patterns(ValueID(record.a), file, way.deeper)
    case .choice:
      // require(isLocal ? "./disk" : "./cloud")
      return Array(
        model.values(ListID(record.a)).flatMap { patterns($0, file, way.deeper) }.prefix(Self.maximumPaths))
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.count <= Self.mostValues ? values.flatMap { patterns($0, file, way.deeper) } : []
    case .member:
      if evaluator.text(Atom(record.b)) == "dirname", model[ValueID(record.a)].kind == .importMeta {
        return [Known(text: PathText.directory(of: model.path), isRooted: true)]
      }
      if model[ValueID(record.a)].kind == .global, Atom(model[ValueID(record.a)].a) == .globalThis {
        return evaluator.namedWrites.only(global: Atom(record.b)).map { patterns($0.value, $0.file, way.deeper) } ?? []
      }
      if ["href", "pathname"].contains(evaluator.text(Atom(record.b))), model[ValueID(record.a)].kind == .call {
        // pathToFileURL(path).href
        return patterns(ValueID(record.a), file, way.deeper)
      }
      if let text = evaluator.constantText(file, value) { return [Known(text: text, isRooted: false)] }
      guard isEnvironment(ValueID(record.a), model) else { return [] }
      return evaluator.namedWrites.environment(Atom(record.b)).flatMap { patterns($0.value, $0.file, way.deeper) }
    case .imported:
      return evaluator.constantText(file, value).map { [Known(text: $0, isRooted: false)] } ?? []
    case .elementOf:
      return elements(of: ValueID(record.a), file, way)
    case .parameter:
      let function = FunctionID(record.a)
      switch listed(function, Int(record.b), file) {
      case .items(let collection): return elements(of: collection, file, way)
      case .nothing: return []
      case .noCallback:
        return handed(.parameter(FunctionReference(file: file, function: function), at: Int(record.b)), way)
      }
    default:
      return []
    }
  }

  /// `process.env`, of which the program may have set the members itself.
  private func isEnvironment(_ value: ValueID, _ model: ProgramFile) -> Bool {
    let record = model[value]
    guard record.kind == .member, evaluator.text(Atom(record.b)) == "env" else { return false }
    let base = model[ValueID(record.a)]
    return base.kind == .global && evaluator.text(Atom(base.a)) == "process"
  }

  /// What callers hand over: the folder of `load(path.join(__dirname, "events"))`. What a function that walks through
  /// folders hands to itself are the folders within them.
  private func handed(_ parameter: FlowTarget, _ way: Way) -> [Known] {
    if way.parameters.contains(parameter) { return [Known(text: "*", isRooted: false, isAgain: true)] }
    guard way.parameters.count < Self.mostParameters else { return [] }
    var inner = way.deeper
    inner.parameters.append(parameter)
    let all = evaluator.inflow(parameter).values.prefix(Self.mostCallers)
      .flatMap { patterns($0.value, $0.file, inner) }
    let walks = all.contains(where: \.isAgain)
    let known = all.filter { !$0.isAgain }.prefix(Self.maximumPaths)
    return known.map { one in
      var one = one
      one.isDeep = one.isDeep || walks
      return one
    }
  }

  private static let unknown = [Known(text: "*", isRooted: false)]

  /// Each way to put the parts together.
  private func combined(_ parts: [[Known]], _ join: (Known, Known, Int) -> Known) -> [Known] {
    var found: [Known] = []
    for (index, part) in parts.enumerated() {
      let next = part.isEmpty ? Self.unknown : part
      guard index > 0 else {
        found = next
        continue
      }
      found = Array(
        found.flatMap { before in
          next.map { after in
            var one = join(before, after, index)
            one.isDeep = before.isDeep || after.isDeep
            one.isAgain = before.isAgain || after.isAgain
            return one
          }
        }.prefix(Self.maximumPaths))
    }
    return found
  }

  private func concatenated(_ parts: ValueList, _ file: FileIndex, _ way: Way) -> [Known] {
    let known = combined(parts.map { patterns($0, file, way.deeper) }) { before, after, _ in
      Known(text: before.text + after.text, isRooted: before.isRooted, isOfProcess: before.isOfProcess)
    }
    return known.map { one in
      guard one.isRooted else { return one }
      var one = one
      one.text = PathText.join("", one.text)
      return one
    }
  }

  private func ofCall(_ site: CallSite, _ file: FileIndex, _ way: Way) -> [Known] {
    let model = evaluator.files[file.index]
    let arguments = model.values(site.arguments)
    let callee = model[site.callee]
    if callee.kind == .member, evaluator.text(Atom(callee.b)) == "toString" {
      return patterns(ValueID(callee.a), file, way.deeper)
    }
    if callee.kind == .member, evaluator.text(Atom(callee.b)) == "replace", arguments.count == 2,
      let old = evaluator.constantText(file, arguments[0]), let new = evaluator.constantText(file, arguments[1])
    {
      return patterns(ValueID(callee.a), file, way.deeper).map { replacing(old, by: new, in: $0) }
    }
    for entity in evaluator.evaluate(file, site.callee) where entity.kind == .external {
      switch evaluator.externals.text(ExternalID(entity.id)) {
      case "node:path#join", "node:path#posix.join":
        return joined(arguments, file, way)
      case "node:path#resolve":
        // Of nothing but relative parts: from where the process starts.
        return joined(arguments, file, way).map { one in
          guard !one.isRooted, !one.text.hasPrefix("*"), !one.text.hasPrefix("/") else { return one }
          var one = one
          one.text = PathText.join("", one.text)
          one.isRooted = true
          one.isOfProcess = true
          return one
        }
      case "#URL", "#require.resolve":
        guard let first = arguments.first else { return [] }
        let named = patterns(first, file, way.deeper)
        guard arguments.count == 2, isOwnAddress(arguments[1], model) else { return named }
        // new URL("./worker.js", import.meta.url)
        return named.map { one in
          one.isRooted || one.text.hasPrefix("/")
            ? one : Known(text: PathText.join(PathText.directory(of: model.path), one.text), isRooted: true)
        }
      case "#process.cwd":
        return [Known(text: "", isRooted: true, isOfProcess: true)]
      case "node:path#dirname":
        return arguments.first.map { patterns($0, file, way.deeper) }?.map { inner in
          Known(text: PathText.directory(of: inner.text), isRooted: inner.isRooted)
        } ?? []
      case "node:url#fileURLToPath", "node:url#pathToFileURL":
        // The address of this module, or a path made before.
        let inner = arguments.first.map { patterns($0, file, way.deeper) } ?? []
        return inner.isEmpty ? [Known(text: model.path, isRooted: true)] : inner
      default:
        continue
      }
    }
    return setting(callee, arguments, file, way)
  }

  /// `folder.replace("lib", "..")`
  private func replacing(_ old: String, by new: String, in known: Known) -> Known {
    guard let range = known.text.firstRange(of: old), !old.isEmpty else { return known }
    var known = known
    known.text.replaceSubrange(range, with: new)
    return known
  }

  private func joined(_ parts: ValueList, _ file: FileIndex, _ way: Way) -> [Known] {
    combined(parts.map { patterns($0, file, way.deeper) }) { before, after, _ in
      after.isRooted
        ? after
        : Known(
          text: PathText.join(before.text, after.text), isRooted: before.isRooted, isOfProcess: before.isOfProcess)
    }
  }

  /// `app.get("root")`, of what `app.set("root", __dirname)` says.
  private func setting(_ callee: Value, _ arguments: ValueList, _ file: FileIndex, _ way: Way) -> [Known] {
    let model = evaluator.files[file.index]
    guard callee.kind == .member, evaluator.text(Atom(callee.b)) == "get", arguments.count == 1,
      let name = arguments.first, model[name].kind == .string,
      evaluator.evaluate(file, ValueID(callee.a)).contains(where: evaluator.hasSettings)
    else { return [] }
    let written = evaluator.writtenSettings(Atom(model[name].a))
    return written.count == 1 ? patterns(written[0].value, written[0].file, way.deeper) : []
  }

  /// `import.meta.url`
  private func isOwnAddress(_ value: ValueID, _ model: ProgramFile) -> Bool {
    let record = model[value]
    return record.kind == .member && model[ValueID(record.a)].kind == .importMeta
  }

  /// What a loop over a listed folder takes: any name in it; over a glob, what the glob says.
  private func elements(of collection: ValueID, _ file: FileIndex, _ way: Way) -> [Known] {
    let model = evaluator.files[file.index]
    var value = collection
    for _ in 0..<8 {
      switch model[value].kind {
      case .binding:
        let values = model.values(model[BindingID(model[value].a)].values)
        guard let only = values.first, values.count == 1 else {
          guard way.depth < Self.maximumDepth, values.count <= Self.mostValues else { return [] }
          return values.flatMap { elements(of: $0, file, way.deeper) }
        }
        value = only
      case .awaited:
        value = ValueID(model[value].a)
      case .call:
        let site = model[CallID(model[value].a)]
        let paths = evaluator.evaluate(file, site.callee).filter { $0.kind == .external }
          .map { evaluator.externals.text(ExternalID($0.id)) }
        if paths.contains(where: { Globbing.functions.contains($0) }) { return globbed(site, file, way) }
        // names.filter(…).forEach(…)
        let callee = model[site.callee]
        guard callee.kind == .member, ArrayMethod.shapes[evaluator.text(Atom(callee.b))] == .same else { return [] }
        value = ValueID(callee.a)
      default:
        return []
      }
    }
    return []
  }

  /// What `glob.sync("routes/*.js")` lists: seen from where the process starts, or from the folder it is told.
  private func globbed(_ site: CallSite, _ file: FileIndex, _ way: Way) -> [Known] {
    let model = evaluator.files[file.index]
    let arguments = model.values(site.arguments)
    guard let first = arguments.first else { return [] }
    let options = arguments.count > 1 ? model.behindNames(arguments[1]) : nil
    let hasFolder = options.map { $0.kind == .object && tells("cwd", $0, model) } ?? false
    return patterns(first, file, way.deeper).flatMap { known -> [Known] in
      let parts = Globbing.withoutEnding(known.text).parts(between: "/").map(String.init)
      // `events/**/*.js` lists what stands in the folder itself as well.
      let ways = [parts.map { $0 == "**" ? "*" : $0 }, parts.filter { $0 != "**" }]
      return ways.prefix(parts.contains("**") ? 2 : 1).map { parts in
        let text = parts.joined(separator: "/")
        if hasFolder, !known.isRooted { return Known(text: text, isRooted: false) }
        return Known(
          text: text.hasPrefix("./") ? String(text.dropFirst(2)) : text, isRooted: true, isOfProcess: !known.isRooted)
      }
    }
  }

  private func tells(_ name: String, _ options: Value, _ model: ProgramFile) -> Bool {
    model.properties(of: options).contains { evaluator.text($0.name) == name }
  }

  private enum Listing {
    case items(ValueID)
    /// A callback that is given something else.
    case nothing
    case noCallback
  }

  /// The collection whose elements a callback is given: `names` of `names.forEach(name => …)`.
  private func listed(_ function: FunctionID, _ index: Int, _ file: FileIndex) -> Listing {
    let model = evaluator.files[file.index]
    for site in model.calls {
      let callee = model[site.callee]
      guard callee.kind == .member, let first = model.values(site.arguments).first, model[first].kind == .function,
        model[first].a == function.raw
      else { continue }
      guard let place = ArrayMethod.elementParameters[evaluator.text(Atom(callee.b))], Int(place) == index else {
        return .nothing
      }
      return .items(ValueID(callee.a))
    }
    return .noCallback
  }
}
