import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// What the server code of one package takes from one of its dependencies.
struct PackageUse {
  /// Names taken from the package itself or from files below it, in alphabetic order: `get` of `lodash`, `S3` of
  /// `aws-sdk/clients/s3`, `()` where the package is itself called.
  private(set) var members: [String] = []
  /// How often the package is itself called.
  private(set) var callCount = 0
  /// Whether the package is handed on as a whole, so that nobody can say what is taken.
  private(set) var isOpen = false
  /// Whether the package's own entry is imported, not only files below it.
  private(set) var isWhole = false
  /// Places that import it, at run time, in byte order of paths.
  private(set) var places: [(path: String, span: Span)] = []

  /// - Parameter files: indices of the files to look at.
  init(of name: String, by files: [Int], in program: Program) {
    var members: Set<String> = []
    for file in files {
      let model = program.files[file]
      for (index, record) in model.imports.enumerated() where !record.isTypeOnly {
        let specifier = program.text(record.specifier)
        guard specifier == name || specifier.hasPrefix(name + "/") else { continue }
        places.append((model.path, record.span))
        var reader = MemberReader(model.model, program)
        reader.read(ImportID(index))
        if specifier == name {
          isWhole = true
          callCount += reader.callCount
          isOpen = isOpen || reader.isOpen
          members.formUnion(reader.members)
        } else {
          // `lodash/get`, `aws-sdk/clients/s3.js`: the file is what is taken.
          let taken = reader.members.subtracting(["()"])
          members.formUnion(taken.isEmpty ? [Self.fileName(of: specifier)] : taken)
        }
      }
    }
    self.members = members.sorted()
    places.sort { ($0.path, $0.span) < ($1.path, $1.span) }
  }

  var isImported: Bool { !places.isEmpty }

  private static func fileName(of specifier: String) -> String {
    let name = RelativePath.name(of: specifier)
    return name.hasSuffix(".js") ? String(name.dropLast(3)) : name
  }
}

/// Follows one import through a file.
private struct MemberReader {
  private let model: FileModel
  private let program: Program
  private(set) var members: Set<String> = []
  private(set) var callCount = 0
  private(set) var isOpen = false

  init(_ model: FileModel, _ program: Program) {
    self.model = model
    self.program = program
  }

  mutating func read(_ id: ImportID) {
    var wholes: Set<UInt32> = []
    for (index, value) in model.values.enumerated() where value.a == id.raw {
      switch value.kind {
      case .module: wholes.insert(UInt32(truncatingIfNeeded: index))
      case .imported:
        let name = program.text(Atom(value.b))
        if name == "default" { wholes.insert(UInt32(truncatingIfNeeded: index)) } else { members.insert(name) }
      default: break
      }
    }
    for export in model.exports {
      switch export.kind {
      case .reexport(id, let imported): members.insert(program.text(imported))
      case .namespace(id), .star(id): isOpen = true
      case .reexport, .namespace, .star, .local, .assignment: break
      }
    }
    follow(wholes)
  }

  /// Names that hold the whole module, what is taken from them, and whether they go anywhere else.
  private mutating func follow(_ imported: Set<UInt32>) {
    var wholes = imported
    // `const _ = require("lodash")`, and `import _ from "lodash"`, are names; a name for that name is one more.
    for _ in 0..<4 {
      let count = wholes.count
      for (index, value) in model.values.enumerated() {
        switch value.kind {
        case .binding where model.values(model[BindingID(value.a)].values).contains { wholes.contains($0.raw) }:
          if model[BindingID(value.a)].isReassigned { isOpen = true }
          wholes.insert(UInt32(truncatingIfNeeded: index))
        case .awaited where wholes.contains(value.a): wholes.insert(UInt32(truncatingIfNeeded: index))
        // `mod.default` is the module again.
        case .member where wholes.contains(value.a) && program.text(Atom(value.b)) == "default":
          wholes.insert(UInt32(truncatingIfNeeded: index))
        default: break
        }
      }
      if wholes.count == count { break }
    }
    for value in model.values {
      switch value.kind {
      case .member where wholes.contains(value.a):
        let name = program.text(Atom(value.b))
        if name != "default" { members.insert(name) }
      case .element where wholes.contains(value.a), .spread where wholes.contains(value.a): isOpen = true
      case .array, .choice, .concatenation:
        if model.items(ListID(value.a)).contains(where: wholes.contains) { isOpen = true }
      case .object:
        if model.properties(of: value).contains(where: { wholes.contains($0.value.raw) }) { isOpen = true }
      default: break
      }
    }
    for call in model.calls {
      if wholes.contains(call.callee.raw) {
        members.insert("()")
        callCount += 1
      }
      if model.items(call.arguments).contains(where: wholes.contains) { isOpen = true }
    }
    for write in model.writes where wholes.contains(write.value.raw) || wholes.contains(write.base.raw) {
      isOpen = true
    }
    for function in model.functions where model.items(function.returns).contains(where: wholes.contains) {
      isOpen = true
    }
    for export in model.exports {
      switch export.kind {
      case .local(let value), .assignment(let value): if wholes.contains(value.raw) { isOpen = true }
      case .reexport, .namespace, .star: break
      }
    }
  }
}
