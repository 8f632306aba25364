import DataFormats
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Which of some names the files around manifests mention: imports, strings, settings, scripts, images, templates.
///
/// A name counts as mentioned wherever it stands in a string or as a name in code, or as a word in anything else. That is
/// generous on purpose: tools load plugins by names that only they understand.
struct MentionedPackages {
  private static let sizeLimit = 1 << 20
  /// All text together; what lies beyond makes everything count as mentioned.
  private static let totalLimit = 200 << 20

  /// What was found around one manifest.
  struct Mentions {
    fileprivate let manifest: PackageManifest
    fileprivate var names: Set<String> = []
    fileprivate var size = 0
    /// Whether something could not be read, so that nothing can be said to be unmentioned.
    fileprivate(set) var isIncomplete = false

    func contain(_ name: String) -> Bool { names.contains(name) }
  }

  /// In the order in which they were asked for.
  private(set) var mentions: [Mentions]
  private let wanted: WantedWords

  /// Reads each file once, however many manifests stand above it. Files of packages below a manifest's folder count for
  /// it, because they may be installed together. Pages are left for `readPages`.
  init(of wanted: Set<String>, around manifests: [PackageManifest], in program: Program, _ project: Project) {
    self.wanted = WantedWords(wanted)
    mentions = manifests.map { Mentions(manifest: $0) }
    let places = manifests.map { (path: $0.path, directory: $0.directory) }
    let spoken = spokenNames(program.atoms)
    var buffer: [UInt8] = []
    for file in project.inventory.files where !file.isVendored && file.kind != .lockfile && Self.isText(file.name) {
      if Self.isPage(file.name) { continue }
      let around = places.indices.filter { index in
        file.path != places[index].path && RelativePath.isInside(file.path, places[index].directory)
      }
      if around.isEmpty { continue }
      if let index = program.index(of: file.path) {
        let names = names(in: program[index], spoken, program)
        for index in around { mentions[index].names.formUnion(names) }
        continue
      }
      if project.files.read(file.path, limit: Self.sizeLimit, into: &buffer) != nil {
        if file.kind == .source { for index in around { mentions[index].isIncomplete = true } }
        continue
      }
      let names = buffer.withUnsafeBufferPointer { words(in: $0) }
      for index in around {
        mentions[index].size += buffer.count
        if mentions[index].size > Self.totalLimit { mentions[index].isIncomplete = true }
        mentions[index].names.formUnion(names)
      }
    }
    for index in mentions.indices { addManifest(index) }
  }

  /// Adds what the pages of a site mention, of which there may be more than of all else: they are loaded by the package
  /// they belong to.
  mutating func readPages(of index: Int, _ project: Project) {
    let manifest = mentions[index].manifest
    var buffer: [UInt8] = []
    for file in project.inventory.files
    where Self.isPage(file.name) && !file.isVendored && RelativePath.isInside(file.path, manifest.directory)
      && project.manifest(governing: file.path)?.path == manifest.path
    {
      guard project.files.read(file.path, limit: Self.sizeLimit, into: &buffer) == nil else { continue }
      mentions[index].names.formUnion(buffer.withUnsafeBufferPointer { words(in: $0) })
    }
  }

  private static func isPage(_ name: String) -> Bool { name.hasSuffix(".mdx") }

  // MARK: Sources

  /// The wanted names that single names and strings of the program say, by atom.
  private func spokenNames(_ atoms: AtomTable) -> [Atom: Set<String>] {
    var spoken: [Atom: Set<String>] = [:]
    for number in 1..<atoms.count {
      let atom = Atom(UInt32(number))
      let names = words(in: atoms.bytes(atom))
      if !names.isEmpty { spoken[atom] = names }
    }
    return spoken
  }

  private func names(in file: ProgramFile, _ spoken: [Atom: Set<String>], _ program: Program) -> Set<String> {
    var found: Set<String> = []
    func add(_ atom: Atom) {
      if let names = spoken[atom] { found.formUnion(names) }
    }
    let events = program.eventNames(in: file)
    for (number, value) in file.values.enumerated() {
      switch value.kind {
      case .string where events.contains(ValueID(number)): break
      case .string, .global: add(Atom(value.a))
      case .member: add(Atom(value.b))
      case .object: for property in file.properties(of: value) { add(property.name) }
      default: break
      }
    }
    // `import puppeteer from "puppeteer-extra"`
    for binding in file.bindings { add(binding.name) }
    for record in file.imports { add(record.specifier) }
    return found
  }

  // MARK: Text

  private static let endings: Set<String> = [
    "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "json", "jsonc", "json5", "yaml", "yml", "toml", "ini", "cfg",
    "conf",
    "sh", "bash", "html", "htm", "vue", "svelte", "astro", "ejs", "pug", "jade", "hbs", "handlebars", "njk", "css",
    "scss", "sass",
    "less", "styl", "prisma", "graphql", "env", "cmd", "ps1", "bat", "coffee", "service", "lock", "tf",
  ]

  private static func isText(_ name: String) -> Bool {
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    if name.hasPrefix(".") || dot == nil { return true }
    return dot.map { endings.contains(String(name[name.utf8.index(after: $0)...]).lowercased()) } ?? true
  }

  /// The wanted ones among the words of the letters that package names have, and among their parts.
  private func words(in bytes: UnsafeBufferPointer<UInt8>) -> Set<String> {
    var found: Set<String> = []
    Self.isNameByte.withUnsafeBufferPointer { isNameByte in
      var index = 0
      while index < bytes.count {
        guard isNameByte[Int(bytes[index])] else {
          index += 1
          continue
        }
        let start = index
        var hasSlash = false
        while index < bytes.count, isNameByte[Int(bytes[index])] {
          hasSlash = hasSlash || bytes[index] == UInt8(ascii: "/")
          index += 1
        }
        guard index - start <= 200, index - start > 1 else { continue }
        if let name = wanted.name(bytes[start..<index]) { found.insert(name) }
        if hasSlash { addParts(of: UnsafeBufferPointer(rebasing: bytes[start..<index]), to: &found) }
      }
    }
    return found
  }

  private static let isNameByte: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  private func addParts(of word: UnsafeBufferPointer<UInt8>, to found: inout Set<String>) {
    let segments = word.split(separator: UInt8(ascii: "/"))
    for (index, segment) in segments.enumerated() {
      if let name = wanted.name(segment) { found.insert(name) }
      if segment.first == UInt8(ascii: "@"), index + 1 < segments.count,
        segments[index + 1].startIndex == segment.endIndex + 1,
        let name = wanted.name(word[segment.startIndex..<segments[index + 1].endIndex])
      {
        found.insert(name)
      }
    }
  }

  /// All of the manifest but the lists that name what it depends on.
  private mutating func addManifest(_ index: Int) {
    let manifest = mentions[index].manifest
    let lists = Set(
      DependencySection.allCases.map(\.rawValue) + ["name", "resolutions", "overrides", "description", "keywords"])
    for member in manifest.root.members where !lists.contains(member.key) {
      let span = member.value.span
      let bytes = Array(manifest.document.bytes[Int(span.start)..<Int(span.end)])
      mentions[index].names.formUnion(bytes.withUnsafeBufferPointer { words(in: $0) })
    }
  }
}

/// Words to be found in text. Most words of a text are none of them, which their length and three of their bytes tell.
private struct WantedWords {
  private let words: Set<String>
  private var mayBe: [Bool]

  private static let size = 1 << 14

  init(_ words: Set<String>) {
    self.words = words
    mayBe = [Bool](repeating: false, count: Self.size)
    for word in words {
      let bytes = Array(word.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        if !bytes.isEmpty { mayBe[Self.slot(bytes[...])] = true }
      }
    }
  }

  /// The word, if it is wanted.
  func name(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard !bytes.isEmpty, mayBe[Self.slot(bytes)] else { return nil }
    let word = String(decoding: bytes, as: UTF8.self)
    return words.contains(word) ? word : nil
  }

  private static func slot(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let first = Int(bytes[bytes.startIndex])
    let middle = Int(bytes[bytes.startIndex + bytes.count / 2])
    let last = Int(bytes[bytes.endIndex - 1])
    return (bytes.count &* 2909 &+ first &* 263 &+ middle &* 31 &+ last &* 1031) & (size - 1)
  }
}

extension Program {
  /// `bus.on("request", …)`: texts that speak of events.
  func eventNames(in file: ProgramFile) -> Set<ValueID> {
    let listening: Set<String> = ["on", "once", "off", "emit", "addListener", "removeListener", "prependListener"]
    return Set(
      file.calls.compactMap { site in
        let callee = file[site.callee]
        guard callee.kind == .member, listening.contains(text(Atom(callee.b))) else { return nil }
        return file.values(site.arguments).first
      })
  }
}
