import Checking
import DataFormats
import Findings
import JavaScript
import ProjectFacts
import Semantics
import SourceText

/// `import "./users"` → `import "./users.js"`, the file that is meant.
struct ModuleExtensionFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let text = context.source(finding.path)?.text(in: finding.span), text.utf8.count >= 3,
      let quote = text.first, "'\"".contains(quote), text.last == quote
    else { return nil }
    let specifier = String(text.dropFirst().dropLast())
    guard let whole = MissingESMExtension.wholeSpecifier(for: specifier, in: finding.path, context.project)?.specifier,
      // An import of JSON wants an attribute too, which not every Node.js knows.
      !whole.hasSuffix(".json"), !whole.contains(where: { $0 == quote || $0 == "\\" })
    else { return nil }
    let inside = Span(Int(finding.span.start) + 1, Int(finding.span.end) - 1)
    return Fix(
      title: "write \"\(whole)\"", isSafe: true, edits: [.init(path: finding.path, span: inside, text: whole)])
  }
}

/// Takes a package named like a core module out of the manifest and npm's lockfile, and says `node:` where code loads the
/// core module. Not safe: whoever bundles the code for browsers may want the package.
struct CoreModuleFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    let project = context.project
    guard let manifest = project.manifests.first(where: { $0.path == finding.path }),
      let dependency = manifest.dependencies.first(where: { $0.keySpan.contains(finding.span) }),
      let asked = context.source(manifest.path).map({ JSONParser.parse($0.bytes) })?.root,
      let removal = MemberRemoval.span(of: dependency.name, in: asked[dependency.section.rawValue])
    else { return nil }
    var edits = [Fix.Edit(path: manifest.path, span: removal, text: "")]
    switch project.lockfile(governing: manifest) {
    case .missing: break
    case .committed(let presence):
      guard let more = self.edits(of: presence, without: dependency, manifest, context) else { return nil }
      edits += more
    default: return nil
    }
    guard knowsScheme(manifest, project) else {
      return Fix(title: "remove \(dependency.name)", isSafe: false, edits: edits)
    }
    edits += imports(of: dependency.name, under: manifest, context)
    return Fix(title: "remove \(dependency.name), and load node:\(dependency.name)", isSafe: false, edits: edits)
  }

  /// Whether each Node.js that the package lets in knows `node:` in `require`, as 14.18 and 16 do.
  private func knowsScheme(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard let floor = NodeDeclarations.of(project).floor(of: manifest.directory)?.version else { return true }
    return floor >= Version(16) || floor.major == 14 && floor >= Version(14, 18)
  }

  /// npm's lockfile repeats what the manifest asks for, and says what it is installed as; the others are for their package
  /// managers to change.
  private func edits(
    of presence: LockfilePresence, without dependency: ManifestDependency, _ manifest: PackageManifest,
    _ context: FixContext
  ) -> [Fix.Edit]? {
    guard let lockfile = presence.contents, case .npm(let format) = lockfile.format, format == 3,
      let packages = context.source(lockfile.path).map({ JSONParser.parse($0.bytes) })?.root?["packages"],
      let importer = packages[manifest.directory] ?? packages[""],
      let copy = MemberRemoval.span(of: dependency.name, in: importer[dependency.section.rawValue])
    else { return nil }
    var edits = [Fix.Edit(path: lockfile.path, span: copy, text: "")]
    let isWanted = packages.members.contains { member in
      [.dependencies, .optionalDependencies, .peerDependencies, .devDependencies].contains { section in
        member.value[(section as DependencySection).rawValue]?[dependency.name] != nil
          && !(member.value.span == importer.span && section == dependency.section)
      }
    }
    if !isWanted, let installed = MemberRemoval.span(of: "node_modules/\(dependency.name)", in: packages) {
      edits.append(.init(path: lockfile.path, span: installed, text: ""))
    }
    return edits
  }

  private func imports(of name: String, under manifest: PackageManifest, _ context: FixContext) -> [Fix.Edit] {
    var edits: [Fix.Edit] = []
    for entry in context.project.inventory.files where entry.source != nil {
      guard RelativePath.isInside(entry.path, manifest.directory),
        context.project.manifest(governing: entry.path)?.path == manifest.path,
        let text = context.source(entry.path)?.text, text.holds("\"\(name)\"") || text.holds("'\(name)'"),
        let file = context.file(entry.path)
      else { continue }
      for record in file.analyzer.model.imports where record.span.count == name.utf8.count + 2 {
        let start = Int(record.span.start) + 1
        guard file.tree.text(in: Span(start, start + name.utf8.count)) == name else { continue }
        edits.append(.init(path: entry.path, span: Span(start, start), text: "node:"))
      }
    }
    return edits
  }
}

/// Taking a member out of an object, with the comma and the layout that went with it.
private enum MemberRemoval {
  static func span(of key: String, in object: JSONValue?) -> Span? {
    guard let object, object.isObject else { return nil }
    let members = Array(object.members)
    let places = members.indices.filter { members[$0].hasKey(key) }
    guard places.count == 1, let place = places.first else { return nil }
    let member = members[place].span
    if place + 1 < members.count { return Span(start: member.start, end: members[place + 1].span.start) }
    if place > 0 { return Span(start: members[place - 1].span.end, end: member.end) }
    return Span(Int(object.span.start) + 1, Int(object.span.end) - 1)
  }
}
