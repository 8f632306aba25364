import JavaScript
import Semantics

/// Paths that programs put together, with `*` for what is not constant: `path.join(__dirname, "routes", name)`.
struct PathPattern {
  let evaluator: Evaluator

  /// A path as far as it is known. `isRooted`: relative to the project's root, as against to something unknown.
  private struct Known {
    var text: String
    var isRooted: Bool
  }

  private static let maximumDepth = 10

  /// The files of the program that `require(value)` in a file may load.
  func files(loadedBy value: ValueID, in file: FileIndex) -> [FileIndex] {
    guard let known = pattern(value, file, 0) else { return [] }
    var text = known.text
    if !known.isRooted {
      guard text.hasPrefix("./") || text.hasPrefix("../") else { return [] }
      text = PathText.join(PathText.directory(of: evaluator.files[file.index].path), text)
    }
    let fixed = text.split(separator: "*", omittingEmptySubsequences: false)
    // Nothing but an unknown name is no pattern; a folder and an unknown name is.
    guard fixed.contains(where: { $0.utf8.count > 1 }) || known.isRooted else { return [] }
    let level = matches(text, crossing: false, not: file)
    return level.isEmpty && fixed.count > 1 ? matches(text, crossing: true, not: file) : level
  }

  /// The file that a worker is started with: seen from the file that names it, or from the project's root.
  func files(started value: ValueID, in file: FileIndex) -> [FileIndex] {
    let found = files(loadedBy: value, in: file)
    if !found.isEmpty { return found }
    guard let known = pattern(value, file, 0), !known.text.contains("*") else { return [] }
    let folder = PathText.directory(of: evaluator.files[file.index].path)
    for start in known.isRooted ? [""] : [folder, ""] {
      let found = matches(PathText.join(start, PathText.withoutExtension(known.text)), crossing: false, not: file)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func matches(_ pattern: String, crossing: Bool, not own: FileIndex) -> [FileIndex] {
    var found: [FileIndex] = []
    for (index, model) in evaluator.files.enumerated() where index != own.index {
      let path = model.path
      let stem = PathText.withoutExtension(path)
      let folder = stem.hasSuffix("/index") ? String(stem.dropLast(6)) : stem
      if [path, stem, folder].contains(where: { Self.matches(Array($0.utf8), Array(pattern.utf8), crossing) }) {
        found.append(FileIndex(index))
        if found.count >= Evaluator.fanOut { break }
      }
    }
    return found
  }

  /// Linear in the product of the lengths: one place to go back to.
  private static func matches(_ text: [UInt8], _ pattern: [UInt8], _ crossing: Bool) -> Bool {
    var (at, next) = (0, 0)
    var back: (pattern: Int, text: Int)?
    while at < text.count {
      if next < pattern.count, pattern[next] == 0x2A {
        back = (next, at)
        next += 1
      } else if next < pattern.count, pattern[next] == text[at] {
        next += 1
        at += 1
      } else if let known = back, crossing || text[known.text] != 0x2F {
        back = (known.pattern, known.text + 1)
        at = known.text + 1
        next = known.pattern + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == 0x2A }
  }

  private func pattern(_ value: ValueID, _ file: FileIndex, _ depth: Int) -> Known? {
    guard depth < Self.maximumDepth else { return nil }
    let model = evaluator.files[file.index]
    let record = model[value]
    switch record.kind {
    case .string:
      return Known(text: evaluator.text(Atom(record.a)), isRooted: false)
    case .global:
      return Atom(record.a) == .__dirname ? Known(text: PathText.directory(of: model.path), isRooted: true) : nil
    case .concatenation:
      return concatenated(model.values(ListID(record.a)), file, depth)
    case .call:
      return ofCall(model[CallID(record.a)], file, depth)
    case .awaited:
      return pattern(ValueID(record.a), file, depth + 1)
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.count == 1 ? pattern(values[0], file, depth + 1) : nil
    case .member:
      if evaluator.text(Atom(record.b)) == "dirname", model[ValueID(record.a)].kind == .importMeta {
        return Known(text: PathText.directory(of: model.path), isRooted: true)
      }
      if ["href", "pathname"].contains(evaluator.text(Atom(record.b))), model[ValueID(record.a)].kind == .call {
        // pathToFileURL(path).href
        return pattern(ValueID(record.a), file, depth + 1)
      }
      return evaluator.constantText(file, value).map { Known(text: $0, isRooted: false) }
    case .imported:
      return evaluator.constantText(file, value).map { Known(text: $0, isRooted: false) }
    case .elementOf:
      return element(of: ValueID(record.a), file, depth)
    case .parameter:
      return listed(FunctionID(record.a), Int(record.b), file).flatMap { element(of: $0, file, depth) }
    default:
      return nil
    }
  }

  private func concatenated(_ parts: ValueList, _ file: FileIndex, _ depth: Int) -> Known? {
    var result = Known(text: "", isRooted: false)
    for (index, part) in parts.enumerated() {
      let known = pattern(part, file, depth + 1)
      if index == 0, let known { result.isRooted = known.isRooted }
      result.text += known?.text ?? "*"
    }
    if result.isRooted { result.text = PathText.join("", result.text) }
    return result
  }

  private func ofCall(_ site: CallSite, _ file: FileIndex, _ depth: Int) -> Known? {
    let model = evaluator.files[file.index]
    let arguments = model.values(site.arguments)
    let callee = model[site.callee]
    if callee.kind == .member, evaluator.text(Atom(callee.b)) == "toString" {
      return pattern(ValueID(callee.a), file, depth + 1)
    }
    for entity in evaluator.evaluate(file, site.callee) where entity.kind == .external {
      switch evaluator.externals.text(ExternalID(entity.id)) {
      case "node:path#join", "node:path#resolve", "node:path#posix.join":
        return joined(arguments, file, depth)
      case "#URL", "#require.resolve":
        // new URL("./worker.js", import.meta.url)
        guard let first = arguments.first else { return nil }
        return pattern(first, file, depth + 1)
      case "#process.cwd":
        return Known(text: "", isRooted: true)
      case "node:path#dirname":
        guard let inner = arguments.first.flatMap({ pattern($0, file, depth + 1) }) else { return nil }
        return Known(text: PathText.directory(of: inner.text), isRooted: inner.isRooted)
      case "node:url#fileURLToPath", "node:url#pathToFileURL":
        // The address of this module, or a path made before.
        let inner = arguments.first.flatMap { pattern($0, file, depth + 1) }
        return inner ?? Known(text: model.path, isRooted: true)
      default:
        continue
      }
    }
    return nil
  }

  private func joined(_ parts: ValueList, _ file: FileIndex, _ depth: Int) -> Known? {
    var result: Known?
    for part in parts {
      let known = pattern(part, file, depth + 1) ?? Known(text: "*", isRooted: false)
      guard let before = result, !known.isRooted else {
        result = known
        continue
      }
      result = Known(text: PathText.join(before.text, known.text), isRooted: before.isRooted)
    }
    return result
  }

  /// What a loop over a listed folder takes: any name in it; over a glob, what the glob says.
  private func element(of collection: ValueID, _ file: FileIndex, _ depth: Int) -> Known? {
    let model = evaluator.files[file.index]
    var value = collection
    for _ in 0..<8 {
      switch model[value].kind {
      case .binding:
        let values = model.values(model[BindingID(model[value].a)].values)
        guard values.count == 1 else { return nil }
        value = values[0]
      case .awaited:
        value = ValueID(model[value].a)
      case .call:
        let site = model[CallID(model[value].a)]
        let paths = evaluator.evaluate(file, site.callee).filter { $0.kind == .external }
          .map { evaluator.externals.text(ExternalID($0.id)) }
        if paths.contains(where: { Globbing.functions.contains($0) }) {
          guard let first = model.values(site.arguments).first, let known = pattern(first, file, depth + 1) else {
            return nil
          }
          let text = known.text.split(separator: "/").map { $0 == "**" ? "*" : String($0) }.joined(separator: "/")
          return Known(text: text.hasPrefix("./") ? String(text.dropFirst(2)) : text, isRooted: true)
        }
        // names.filter(…).forEach(…)
        let callee = model[site.callee]
        guard callee.kind == .member, ArrayMethod.shapes[evaluator.text(Atom(callee.b))] == .same else { return nil }
        value = ValueID(callee.a)
      default:
        return nil
      }
    }
    return nil
  }

  /// The collection whose elements a callback is given: `names` of `names.forEach(name => …)`.
  private func listed(_ function: FunctionID, _ index: Int, _ file: FileIndex) -> ValueID? {
    let model = evaluator.files[file.index]
    for site in model.calls {
      let callee = model[site.callee]
      guard callee.kind == .member, let first = model.values(site.arguments).first, model[first].kind == .function,
        model[first].a == function.raw
      else { continue }
      guard let place = ArrayMethod.elementParameters[evaluator.text(Atom(callee.b))], Int(place) == index else {
        return nil
      }
      return ValueID(callee.a)
    }
    return nil
  }
}

/// Functions that list files by a pattern, their first argument.
enum Globbing {
  static let functions: Set<String> = [
    "glob#sync", "glob#globSync", "glob#glob", "glob#glob.sync", "glob()", "glob", "fast-glob#sync", "fast-glob",
    "globby#sync", "globby#globbySync", "globby#globby", "globby", "tinyglobby#globSync", "tinyglobby#glob",
    "node:fs#globSync", "node:fs/promises#glob", "require-glob#sync",
  ]
}
