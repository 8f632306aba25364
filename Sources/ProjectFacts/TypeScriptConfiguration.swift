import DataFormats
package import SourceText

/// One `tsconfig.json` or `jsconfig.json` with what it inherits, as far as finding modules needs it.
package struct TypeScriptConfiguration: Sendable {
  package struct PathMapping: Sendable {
    /// What an import looks like: "@app/*". At most one star.
    package let pattern: String
    /// Where to look, in order, relative to the boundary root, with the star in place.
    package let targets: [String]
    package let span: Span
    /// The file the mapping stands in.
    package let file: String
  }

  /// An `extends` that is not followed: it names a package that is not part of the project, or leaves the project.
  package struct UnresolvedBase: Sendable {
    package let specifier: String
    package let file: String
    package let span: Span
  }

  /// Relative to the boundary root.
  package let path: String
  package var directory: String { RelativePath.directory(of: path) }
  /// The files it extends, nearest first.
  package internal(set) var bases: [String] = []
  package internal(set) var unresolvedBases: [UnresolvedBase] = []
  /// Relative to the boundary root; nil where none is set.
  package internal(set) var baseDirectory: String?
  package internal(set) var paths: [PathMapping] = []
  package internal(set) var allowsJavaScript = false
  package internal(set) var rootDirectory: String?
  package internal(set) var outputDirectory: String?
  /// `module` and `moduleResolution` as written, in lower case.
  package internal(set) var module: String?
  package internal(set) var moduleResolution: String?
  package internal(set) var isStrict: Bool?
  /// Configurations it refers to, as paths of files.
  package internal(set) var references: [String] = []
  /// `"files": []`: it only holds others together.
  package internal(set) var isSolution = false
  /// Every option that is on or off, by its name, from the nearest file that sets it.
  package internal(set) var switches: [String: Switch] = [:]
  /// Whether it extends something whose options nobody knows.
  package internal(set) var hasUnknownBase = false
  /// The key `compilerOptions` of the file itself, or its first byte.
  package internal(set) var optionsSpan = Span(0, 1)

  /// An option of the compiler that is on or off, and where that is written.
  package struct Switch: Sendable {
    package let isOn: Bool
    package let file: String
    package let span: Span
  }

  /// What `strict` turns on. Source: the reference of TypeScript's configuration, 5.9.
  package static let strictFamily = [
    "noImplicitAny", "strictNullChecks", "strictFunctionTypes", "strictBindCallApply", "strictPropertyInitialization",
    "noImplicitThis", "useUnknownInCatchVariables", "alwaysStrict",
  ]

  /// Whether an option is on, as far as it or a base says so.
  package func isOn(_ option: String) -> Bool? { switches[option]?.isOn }

  /// Whether an option of the strict family is on, by itself or through `strict`.
  ///
  /// - Parameter isStrictByDefault: what it means that neither is set; false until TypeScript 6.
  package func isEffective(_ option: String, isStrictByDefault: Bool = false) -> Bool {
    isOn(option) ?? isOn("strict") ?? isStrictByDefault
  }

  init(path: String) { self.path = path }
}

/// Reads configurations with their bases; each file once.
struct TypeScriptConfigurationReader {
  /// Longer chains of `extends` are cut and noted as unresolved.
  private static let chainLimit = 16

  private let inventory: FileInventory
  /// Folders of the project's packages by name.
  private let packageDirectories: [String: String]
  private let documents: [String: JSONDocument]
  /// Mappings already read, by file and base: a monorepo's hundred configurations inherit one long list.
  private var mappings: [MappingSource: [TypeScriptConfiguration.PathMapping]] = [:]

  private struct MappingSource: Hashable {
    let file: String
    let base: String
  }

  init(inventory: FileInventory, manifests: [PackageManifest], documents: [String: JSONDocument]) {
    self.inventory = inventory
    self.documents = documents
    packageDirectories = Dictionary(
      manifests.compactMap { manifest in manifest.name.map { ($0, manifest.directory) } },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func configuration(at path: String) -> TypeScriptConfiguration? {
    guard documents[path] != nil else { return nil }
    var configuration = TypeScriptConfiguration(path: path)
    inherit(path, into: &configuration, chain: [])
    if configuration.paths.isEmpty, configuration.baseDirectory == nil, configuration.isSolution {
      adoptReferenced(&configuration)
    }
    return configuration
  }

  /// Bases first, then the file's own settings over them.
  private mutating func inherit(_ path: String, into configuration: inout TypeScriptConfiguration, chain: [String]) {
    guard let root = documents[path]?.root, root.isObject else { return }
    let directory = RelativePath.directory(of: path)
    if let extended = root["extends"] {
      for base in extended.isArray ? Array(extended.elements) : [extended] {
        guard let specifier = base.string else { continue }
        guard let target = resolve(specifier, from: directory), chain.count < Self.chainLimit, !chain.contains(target),
          target != path
        else {
          configuration.unresolvedBases.append(.init(specifier: specifier, file: path, span: base.span))
          if TypeScriptBases.isStrict(specifier) {
            configuration.switches["strict"] = .init(isOn: true, file: path, span: base.span)
          } else {
            configuration.hasUnknownBase = true
          }
          continue
        }
        inherit(target, into: &configuration, chain: chain + [path])
        configuration.bases.append(target)
      }
    }
    apply(root, of: path, in: directory, leaf: configuration.directory, to: &configuration)
  }

  private mutating func apply(
    _ root: JSONValue, of path: String, in directory: String, leaf: String,
    to configuration: inout TypeScriptConfiguration
  ) {
    func resolved(_ value: JSONValue?, from base: String = directory) -> String? {
      value?.string.flatMap { Self.place($0, base: base, leaf: leaf) }
    }
    let options = root["compilerOptions"]
    if let base = resolved(options?["baseUrl"]) { configuration.baseDirectory = base }
    if let allows = options?["allowJs"]?.bool { configuration.allowsJavaScript = allows }
    if let folder = resolved(options?["rootDir"]) { configuration.rootDirectory = folder }
    if let folder = resolved(options?["outDir"]) { configuration.outputDirectory = folder }
    if let strict = options?["strict"]?.bool { configuration.isStrict = strict }
    if let module = options?["module"]?.string { configuration.module = module.lowercased() }
    if let resolution = options?["moduleResolution"]?.string {
      configuration.moduleResolution = resolution.lowercased()
    }
    if let paths = options?["paths"], paths.isObject {
      let ownBase = resolved(options?["baseUrl"]) ?? configuration.baseDirectory ?? directory
      configuration.paths = mappings(in: paths, of: path, base: ownBase, leaf: leaf)
    }
    if let options, options.isObject {
      for member in options.members {
        guard let isOn = member.value.bool else { continue }
        configuration.switches[member.key] = .init(isOn: isOn, file: path, span: member.span)
      }
    }
    // References and files are not inherited.
    guard path == configuration.path else { return }
    if let key = root.member("compilerOptions")?.keySpan { configuration.optionsSpan = key }
    configuration.references = (root["references"].map { Array($0.elements) } ?? []).compactMap { reference in
      resolved(reference["path"]).map { target in
        documents[target] == nil && !target.hasSuffix(".json") ? RelativePath.join(target, "tsconfig.json") : target
      }
    }
    configuration.isSolution = root["files"]?.isArray == true && root["files"]?.elements.isEmpty == true
  }

  private mutating func mappings(
    in paths: JSONValue, of path: String, base: String, leaf: String
  ) -> [TypeScriptConfiguration.PathMapping] {
    let source = MappingSource(file: path, base: base)
    if let known = mappings[source] { return known }
    var dependsOnLeaf = false
    let read = paths.members.map { member in
      let targets = member.value.elements.compactMap(\.string)
      dependsOnLeaf = dependsOnLeaf || targets.contains { $0.hasPrefix(Self.leafVariable) }
      return TypeScriptConfiguration.PathMapping(
        pattern: member.key, targets: targets.compactMap { Self.place($0, base: base, leaf: leaf) },
        span: member.keySpan, file: path)
    }
    if !dependsOnLeaf { mappings[source] = read }
    return read
  }

  /// A solution's own settings are empty; its sources follow one of the configurations it refers to.
  private mutating func adoptReferenced(_ configuration: inout TypeScriptConfiguration) {
    for reference in configuration.references where documents[reference] != nil {
      var referred = TypeScriptConfiguration(path: reference)
      inherit(reference, into: &referred, chain: [configuration.path])
      guard !referred.paths.isEmpty || referred.baseDirectory != nil else { continue }
      configuration.paths = referred.paths
      configuration.baseDirectory = referred.baseDirectory
      return
    }
  }

  /// Files that configurations extend, that are there and have not been read, in byte order.
  static func missingBases(
    of documents: [String: JSONDocument], _ inventory: FileInventory, _ manifests: [PackageManifest]
  ) -> [String] {
    let reader = TypeScriptConfigurationReader(inventory: inventory, manifests: manifests, documents: documents)
    var missing: Set<String> = []
    for (path, document) in documents {
      guard let extended = document.root?["extends"] else { continue }
      for base in extended.isArray ? Array(extended.elements) : [extended] {
        guard let candidates = base.string.map({ reader.candidates($0, from: RelativePath.directory(of: path)) }),
          !candidates.contains(where: { documents[$0] != nil }),
          let found = candidates.first(where: { inventory.file(at: $0).map { !$0.isVendored } ?? false })
        else { continue }
        missing.insert(found)
      }
    }
    return missing.filter { $0.hasSuffix(".json") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The file an `extends` names: relative, or in a package of the project.
  private func resolve(_ specifier: String, from directory: String) -> String? {
    candidates(specifier, from: directory).first { documents[$0] != nil }
  }

  private func candidates(_ specifier: String, from directory: String) -> [String] {
    let target: String?
    if specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier == "." || specifier == ".." {
      target = RelativePath.resolve(specifier, from: directory)
    } else {
      let segments = specifier.parts(between: "/")
      let nameLength = specifier.hasPrefix("@") ? 2 : 1
      let name = segments.prefix(nameLength).joined(separator: "/")
      target = packageDirectories[name].map { folder in
        let rest = segments.dropFirst(nameLength).joined(separator: "/")
        return RelativePath.join(folder, rest.isEmpty ? "tsconfig.json" : rest)
      }
    }
    guard let target else { return [] }
    return [target, "\(target).json", RelativePath.join(target, "tsconfig.json")]
  }

  /// Stands for the folder of the configuration that inherits.
  private static let leafVariable = "${configDir}"

  /// A path in a configuration, relative to the boundary root; nil where it leaves the project.
  private static func place(_ text: String, base: String, leaf: String) -> String? {
    if text.hasPrefix(leafVariable) {
      return RelativePath.resolve("." + text.dropFirst(leafVariable.count), from: leaf)
    }
    return RelativePath.resolve(text, from: base)
  }
}
