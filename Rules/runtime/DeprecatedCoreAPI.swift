import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports the use of parts of Node.js that are deprecated. The promise is on the page beside this file.
struct DeprecatedCoreAPI: SurveyCheck {
  struct Note: Sendable {
    var path: String
    var span: Span
    var function: FunctionID
    /// As the code says it: "url.parse()".
    var said: String
  }

  let interests = FileInterests(
    kinds: CoreUses.kinds + [.program], mentions: Array(DeprecatedAPIs.names), names: DeprecatedAPIs.names)

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    var notes: [Note] = []
    let core = CoreUses(file)
    for use in core.uses(nodes, names: DeprecatedAPIs.names) where !use.isGuarded || isAsked(use, core) {
      guard let api = DeprecatedAPIs.byPath[use.path], fits(api.form, use, file) else { continue }
      let name = CoreUses.lastName(of: use.path)
      let owner = use.path.parts(between: "#").first.map(String.init) ?? ""
      let whole = use.path.hasPrefix("#") ? String(use.path.dropFirst()) : "\(owner).\(name)"
      if use.path == "#module.parent", let taken = taken(from: use.node, file) {
        notes.append(
          Note(
            path: use.path + "." + taken, span: file.tree.span(use.node),
            function: file.analyzer.function(around: use.node), said: "\(whole).\(taken)"))
        continue
      }
      let said: String
      switch api.form {
      case .construction:
        said = use.call.map { file.tree.kind($0) == .newExpression } == true ? "new \(name)()" : "\(name)()"
      default: said = use.call == nil ? whole : "\(whole)()"
      }
      notes.append(
        Note(
          path: use.path, span: file.tree.span(use.node), function: file.analyzer.function(around: use.node), said: said
        ))
    }
    for record in file.analyzer.model.imports where !record.isTypeOnly {
      let specifier = file.name(record.specifier)
      let module = specifier.hasPrefix("node:") ? String(specifier.dropFirst(5)) : specifier
      guard DeprecatedAPIs.modules.contains(module) else { continue }
      notes.append(Note(path: module, span: record.span, function: record.function, said: "the module \(module)"))
    }
    return notes
  }

  /// Whether the value is what the test is about, and not whether there is one: `if (cluster.isMaster)`.
  private func isAsked(_ use: CoreUses.Use, _ core: CoreUses) -> Bool {
    use.path == "#module.parent" || use.path == "cluster#isMaster" && !core.stands(use.node, beside: "isPrimary")
  }

  /// `exports` of `module.parent.exports`, which asks for more than whether there is one.
  private func taken(from node: NodeID, _ file: FileContext) -> String? {
    let parent = file.tree.parent(node)
    guard file.tree.kind(parent) == .memberExpression, file.tree.child(parent, 0) == node else { return nil }
    return file.lastName(of: parent).flatMap { ["exports", "require", "filename"].contains($0) ? $0 : nil }
  }

  private func fits(_ form: DeprecatedAPIs.Form, _ use: CoreUses.Use, _ file: FileContext) -> Bool {
    let arguments = use.call.map { Array(file.tree.list($0, 2)) } ?? []
    switch form {
    case .any: return true
    case .call, .construction: return use.call != nil
    case .twoArguments: return arguments.count > 1
    case .recursive:
      return arguments.contains { argument in
        file.tree.kind(argument) == .objectExpression
          && file.tree.list(argument, 0).contains { property in
            file.tree.kind(property) == .property && file.tree.kind(file.tree.child(property, 0)) == .identifier
              && file.name(file.tree.atom(file.tree.child(property, 0), 0)) == "recursive"
          }
      }
    }
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    let declarations = NodeDeclarations.of(project)
    var uses: [Habit: [Use]] = [:]
    var order: [Habit] = []
    for file in surveyed {
      let path = program[file.file].path
      guard project.isAudited(path), !ShowcaseFolders.hold(path, project) else { continue }
      let manifest = project.manifest(governing: path)
      var told: Set<String> = []
      for note in file.notes {
        guard let api = DeprecatedAPIs.byPath[note.path], told.insert(note.path).inserted,
          !isElsewhere(api, manifest), isReplaceable(api, manifest, declarations, on: reporter.day)
        else { continue }
        let habit = Habit(manifest: manifest?.path ?? "", api: api.path)
        if uses[habit] == nil { order.append(habit) }
        uses[habit, default: []].append(
          Use(
            path: path, note: note,
            enclosing: program.qualifiedName(of: FunctionReference(file: file.file, function: note.function))))
      }
    }
    for habit in order {
      guard let api = DeprecatedAPIs.byPath[habit.api], let found = uses[habit], !found.isEmpty else { continue }
      let directory = RelativePath.directory(of: habit.manifest)
      let gone = api.removed.flatMap { declarations.pinned(for: directory, from: $0, on: reporter.day) }
      // A few are told one by one; of a habit the first place stands for all, and of what is a matter of taste any.
      let isHabit = api.isMild || found.count > Self.single
      for use in isHabit ? found.prefix(1) : found[...] {
        report(use, api, gone, others: isHabit ? Array(found.dropFirst()) : [], &reporter)
      }
    }
  }

  /// One thing that a package goes on using.
  private struct Habit: Hashable {
    var manifest: String
    var api: String
  }

  private struct Use {
    var path: String
    var note: Note
    var enclosing: String
  }

  private static let single = 3
  private static let shownPlaces = 12

  /// A package of the same name stands in for the module.
  private func isElsewhere(_ api: DeprecatedAPIs.API, _ manifest: PackageManifest?) -> Bool {
    DeprecatedAPIs.modules.contains(api.path) && api.path != "punycode"
      && manifest?.dependency(named: api.path) != nil
  }

  /// Whether the oldest Node.js that the package lets in has what took its place.
  private func isReplaceable(
    _ api: DeprecatedAPIs.API, _ manifest: PackageManifest?, _ declarations: NodeDeclarations, on day: Int
  ) -> Bool {
    let since = DeprecatedAPIs.replacedSince[api.path]
    guard let first = since ?? DeprecatedAPIs.replaceableSince[api.path],
      let floor = declarations.floor(of: manifest?.directory ?? "")
    else { return true }
    if since != nil { return floor.version.major >= first }
    return floor.declaration.lines(on: day).last.map { $0 >= first } ?? true
  }

  private func report(
    _ use: Use, _ api: DeprecatedAPIs.API, _ gone: NodeDeclaration?, others: [Use], _ reporter: inout Reporter
  ) {
    let state: String
    if let removed = api.removed {
      state = "gone since Node.js \(removed)"
    } else {
      state = api.isMild ? "legacy" : "deprecated"
    }
    let more = others.isEmpty ? "" : ", here and in \(others.count) more \(others.count == 1 ? "file" : "files")"
    reporter.report(
      at: use.note.span, in: use.path, "\(use.note.said) is \(state); \(api.instead)\(more)",
      severity: gone != nil ? .error : api.isMild ? .note : nil,
      evidence: (gone.map {
        [EvidenceStep(path: $0.path, span: $0.span, message: "the package runs with Node.js \($0.written)")]
      } ?? [])
        + others.prefix(Self.shownPlaces).map {
          EvidenceStep(path: $0.path, span: $0.note.span, message: "\($0.note.said) is used here too")
        },
      enclosing: use.enclosing)
  }
}

extension NodeDeclarations {
  /// A place that runs the package with this line or a later one, and with none before.
  func pinned(for directory: String, from line: Int, on day: Int) -> NodeDeclaration? {
    governing(directory).first { declaration in
      switch declaration.kind {
      case .image, .platform, .versionFile, .volta, .engines:
        let lines = declaration.lines(on: day)
        return lines.first.map { $0 >= line } ?? false
      case .workflow, .types: return false
      }
    }
  }
}
