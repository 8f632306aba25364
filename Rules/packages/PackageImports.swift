import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// The packages that the files of a program import, under the names that a manifest gives them.
struct PackageImports: ProgramKnowledge {
  struct Place {
    let file: FileIndex
    let path: String
    let role: FileRole
    /// The specifier with its quotes.
    let span: Span
    let specifier: String
    let flags: CallSite.Flags
    /// Stands in a function: who never calls it loads nothing.
    let isInFunction: Bool
    /// Whether anything is loaded at run time: it is no import of types, nor one that the compiler leaves out because
    /// only types are used of it.
    let isLoaded: Bool

    /// Stands where a failure to load is caught, or where only development comes.
    var isGuarded: Bool { flags.contains(.inTry) || flags.contains(.inCatch) || flags.contains(.developmentOnly) }
  }

  /// By package; places in the order of the program's files, and in each as written.
  let places: [String: [Place]]

  init(_ program: Program, _ project: Project) {
    var places: [String: [Place]] = [:]
    for number in program.files.indices {
      let index = FileIndex(number)
      let file = program[index]
      let role = program.role(of: index).role
      guard role != .vendored, role != .generated, !file.imports.isEmpty else { continue }
      let erased = Self.erasedImports(of: file)
      let tried = Self.namesTried(in: index, program)
      for (number, record) in file.imports.enumerated() {
        let specifier = program.text(record.specifier)
        guard program.isExternal(ImportID(number), in: index), let name = Self.packageName(of: specifier) else {
          continue
        }
        places[name, default: []].append(
          Place(
            file: index, path: file.path, role: role, span: record.span, specifier: specifier,
            flags: tried.contains(specifier) ? record.flags.union(.inTry) : record.flags,
            isInFunction: record.function != .moduleBody,
            isLoaded: !record.isTypeOnly && !erased[number] && role != .declaration))
      }
    }
    self.places = places
  }

  /// Whether files of a front end import the package, and no others load it.
  func areOfFrontEnd(_ package: String) -> Bool {
    guard let places = places[package], places.contains(where: { $0.role == .frontend }) else { return false }
    return places.allSatisfy { !$0.isLoaded || $0.role == .frontend }
  }

  /// "lodash" of "lodash/get", "@scope/name" of "@scope/name/sub"; nil for what no manifest can name: relative paths,
  /// subpath imports, core modules, addresses, names that bundlers and frameworks make up.
  static func packageName(of specifier: String) -> String? {
    guard let first = specifier.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "/"),
      !NodeBuiltins.isBuiltin(specifier), !specifier.utf8.contains(where: { "!:?#$ {}\\<>\"'`*".utf8.contains($0) })
    else { return nil }
    let segments = specifier.split(separator: "/", omittingEmptySubsequences: false)
    let length = first == UInt8(ascii: "@") ? 2 : 1
    guard segments.count >= length, segments.prefix(length).allSatisfy({ !$0.isEmpty }), segments[0] != "@",
      segments[0] != "~"
    else { return nil }
    let name = segments.prefix(length).joined(separator: "/")
    return name.hasPrefix("~") || name.hasPrefix("_") ? nil : name
  }

  /// `try { require.resolve("heapdump") } catch { … }`: who asks first knows that it may be missing.
  private static func namesTried(in index: FileIndex, _ program: Program) -> Set<String> {
    let file = program[index]
    var names: Set<String> = []
    for (number, site) in file.calls.enumerated() where site.flags.contains(.inTry) {
      let callee = file[site.callee]
      guard callee.kind == .member, program.text(Atom(callee.b)) == "resolve",
        case let base = file[ValueID(callee.a)], base.kind == .global, program.text(Atom(base.a)) == "require",
        let name = program.text(ofArgument: 0, of: CallReference(file: index, call: CallID(number)))
      else { continue }
      names.insert(name)
    }
    return names
  }

  /// In TypeScript, an import none of whose names is looked at as a value is left out.
  private static func erasedImports(of file: ProgramFile) -> [Bool] {
    let dot = file.path.utf8.lastIndex(of: UInt8(ascii: ".")) ?? file.path.startIndex
    guard ["ts", "tsx", "mts", "cts"].contains(file.path[dot...].dropFirst()) else {
      return [Bool](repeating: false, count: file.imports.count)
    }
    var isBound = [Bool](repeating: false, count: file.imports.count)
    var isRead = isBound
    for binding in file.bindings where binding.kind == .import || binding.kind == .type {
      for value in file.values(binding.values) {
        let value = file[value]
        guard value.kind == .imported || value.kind == .module, Int(value.a) < isBound.count else { continue }
        isBound[Int(value.a)] = true
        if binding.isRead { isRead[Int(value.a)] = true }
      }
    }
    return file.imports.indices.map { file.imports[$0].kind == .static && isBound[$0] && !isRead[$0] }
  }
}

/// Which manifests speak for a file: Node looks for packages in the folders above it, so all manifests above do.
struct ManifestChain: ProjectKnowledge {
  private let project: Project
  /// Folders whose manifest could not be read.
  private let broken: Set<String>
  private let members: Set<String>

  init(_ project: Project) {
    self.project = project
    broken = Set(
      project.gaps.filter { RelativePath.name(of: $0.path) == "package.json" }.map {
        RelativePath.directory(of: $0.path)
      }
    )
    members = Set(project.manifests.compactMap(\.name))
  }

  /// Nearest first; empty where one of them could not be read, because then nobody knows what it declares.
  func manifests(above path: String) -> [PackageManifest] {
    var found: [PackageManifest] = []
    var directory = RelativePath.directory(of: path)
    while true {
      if broken.contains(directory) { return [] }
      if let manifest = project.manifest(inDirectory: directory) { found.append(manifest) }
      if directory.isEmpty { return found }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// Whether a package of the project has this name.
  func isMember(_ name: String) -> Bool { members.contains(name) }
}
