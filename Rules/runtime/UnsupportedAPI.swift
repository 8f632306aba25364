import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports the use of what the oldest Node.js that a package lets in does not have. The promise is on the page beside this
/// file.
struct UnsupportedAPI: SurveyCheck {
  struct Note: Sendable {
    var path: String
    var span: Span
    var function: FunctionID
    var said: String
  }

  let interests = FileInterests(kinds: CoreUses.kinds + [.program], names: RuntimeAdditions.names)

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    guard !file.isBystander else { return [] }
    var notes: [Note] = []
    for use in CoreUses(file).uses(nodes, names: RuntimeAdditions.names) where !use.isGuarded {
      guard RuntimeAdditions.byPath[use.path] != nil else { continue }
      let said = use.path.hasPrefix("#") ? String(use.path.dropFirst()) : use.path.replacing("#", with: ".")
      notes.append(
        Note(
          path: use.path, span: file.tree.span(use.node), function: file.analyzer.function(around: use.node), said: said
        ))
    }
    for record in file.analyzer.model.imports where !record.isTypeOnly && !record.flags.contains(.inTry) {
      let specifier = file.name(record.specifier)
      let bare = specifier.hasPrefix("node:") ? String(specifier.dropFirst(5)) : specifier
      for module in [specifier, bare] where RuntimeAdditions.modules.contains(module) {
        notes.append(Note(path: module, span: record.span, function: record.function, said: "the module \(specifier)"))
        break
      }
    }
    return notes
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    let declarations = NodeDeclarations.of(project)
    let servers = ServerPackages.of(program, project)
    let replaced = replacedGlobals(in: program)
    var told: Set<String> = []
    for file in surveyed {
      let path = program[file.file].path
      guard project.isAudited(path), !ShowcaseFolders.hold(path, project),
        let manifest = project.manifest(governing: path), !LockfileDuty.isBystander(manifest, project),
        let floor = declarations.floor(of: manifest.directory), floor.declaration.kind != .workflow,
        !isPolyfilled(manifest)
      else { continue }
      // Libraries may be for browsers and other runtimes as well, which have the same globals.
      let isServer =
        servers.contain(manifest) && !DeployedPackages.drawsInBrowser(manifest)
        && LockfileDuty.kind(of: manifest, in: project, servers) == .application
      for note in file.notes {
        guard let addition = RuntimeAdditions.byPath[note.path], !addition.isIn(floor.version),
          !isInNewest(addition, of: floor),
          !(addition.isBrowsers
            && (!isServer || replaced.contains(note.path) || isForBrowser(program.role(of: file.file).role, manifest))),
          !isPutInPlace(note.path, replaced),
          !(note.path.holds("#") && manifest.dependency(named: String(note.path.prefix { $0 != "#" })) != nil),
          told.insert("\(manifest.path) \(note.path)").inserted
        else { continue }
        // The range may begin too low while all that really runs is new.
        let isBackported = addition.backports.contains { $0.major == floor.version.major }
        let runs = declarations.pinned(
          for: manifest.directory, from: isBackported ? floor.version.major : addition.since.major, on: reporter.day)
        let isPinned = runs.map { $0.kind != .engines } ?? false
        reporter.report(
          at: note.span, in: path,
          "\(note.said) came with Node.js \(arrival(of: addition, beside: floor.version)), but \(speaks(floor.declaration)) \(said(floor.version, beside: addition.since))",
          // The first few releases of a line are hardly run by anybody.
          severity: isPinned || floor.version.major == addition.since.major ? .warning : nil,
          evidence: [
            EvidenceStep(
              path: floor.declaration.path, span: floor.declaration.span,
              message: "\(floor.declaration.written) is said here")
          ],
          enclosing: program.qualifiedName(of: FunctionReference(file: file.file, function: note.function)))
      }
    }
  }

  /// What names a line alone is given its last release: `nodejs12.x` of a platform, the image `node:12`, `12` of nvm.
  private func isInNewest(
    _ addition: RuntimeAdditions.Addition, of floor: (version: Version, declaration: NodeDeclaration)
  ) -> Bool {
    guard [.platform, .image, .versionFile].contains(floor.declaration.kind),
      case .range(let range) = floor.declaration.versions
    else { return false }
    let newest = Version(floor.version.major, .max)
    return range.contains(newest) && addition.isIn(newest)
  }

  /// `15.6`, or `14.17` for those who run an older release of that line.
  private func arrival(of addition: RuntimeAdditions.Addition, beside version: Version) -> String {
    said(addition.backports.first { $0.major == version.major } ?? addition.since)
  }

  /// `18`, but `18.0` where 18.3 is spoken of.
  private func said(_ version: Version, beside other: Version? = nil) -> String {
    version.minor == 0 && version.patch == 0 && version.major != other?.major
      ? "\(version.major)" : "\(version.major).\(version.minor)"
  }

  /// In a package that draws in a browser as well, what no server is seen to load may be for the browser.
  private func isForBrowser(_ role: FileRole, _ manifest: PackageManifest) -> Bool {
    switch role {
    case .server, .worker, .script, .migration: false
    case .shared, .library, .frontend, .build, .test, .generated, .vendored, .declaration:
      DeployedPackages.drawsInBrowser(manifest)
    }
  }

  private func speaks(_ declaration: NodeDeclaration) -> String {
    switch declaration.kind {
    case .engines: "engines.node \"\(declaration.written)\" lets in"
    case .volta: "volta asks for"
    case .versionFile: "\(declaration.name) asks for"
    case .image: "the image \(declaration.written) runs"
    case .platform: "\(declaration.name) deploys to"
    case .workflow, .types: "\(declaration.name) names"
    }
  }

  /// `crypto.getRandomValues` where the program gives `globalThis.crypto` itself.
  private func isPutInPlace(_ path: String, _ replaced: Set<String>) -> Bool {
    path.hasPrefix("#") && replaced.contains(String(path.prefix { $0 != "." }))
  }

  /// `globalThis.fetch = …`
  private func replacedGlobals(in program: Program) -> Set<String> {
    var found: Set<String> = []
    for file in program.files {
      for write in file.writes {
        let base = file[write.base]
        guard base.kind == .global, ["globalThis", "global"].contains(program.text(Atom(base.a))) else { continue }
        found.insert("#" + program.text(write.name))
      }
    }
    return found
  }

  private func isPolyfilled(_ manifest: PackageManifest) -> Bool {
    manifest.dependencies.contains { dependency in
      ["core-js", "@babel/polyfill", "isomorphic-fetch", "whatwg-fetch", "cross-fetch", "node-fetch-native"]
        .contains(dependency.name) || dependency.name.hasPrefix("polyfill") || dependency.name.hasPrefix("core-js")
    }
  }
}
