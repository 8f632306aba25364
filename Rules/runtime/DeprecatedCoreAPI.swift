import Checking
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

  let interests = FileInterests(kinds: CoreUses.kinds + [.program], mentions: Array(DeprecatedAPIs.names))

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    var notes: [Note] = []
    let core = CoreUses(file)
    for use in core.uses(nodes, names: DeprecatedAPIs.names) where !use.isGuarded || isAsked(use, core) {
      guard let api = DeprecatedAPIs.byPath[use.path], fits(api.form, use, file) else { continue }
      let name = CoreUses.lastName(of: use.path)
      let owner = use.path.split(separator: "#").first.map(String.init) ?? ""
      let whole = use.path.hasPrefix("#") ? String(use.path.dropFirst()) : "\(owner).\(name)"
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
    let declarations = NodeDeclarations(project)
    var mild: Set<String> = []
    for file in surveyed {
      let path = program[file.file].path
      guard project.isAudited(path), !ShowcaseFolders.hold(path, project) else { continue }
      let manifest = project.manifest(governing: path)
      var told: Set<String> = []
      for note in file.notes {
        guard let api = DeprecatedAPIs.byPath[note.path], told.insert(note.path).inserted,
          // Of what is a matter of taste once a package is enough.
          !api.isMild || mild.insert("\(manifest?.path ?? "") \(api.path)").inserted
        else { continue }
        // A package of the same name stands in for the module.
        if DeprecatedAPIs.modules.contains(api.path), api.path != "punycode",
          manifest?.dependency(named: api.path) != nil
        {
          continue
        }
        let gone = api.removed.flatMap { line in
          declarations.pinned(for: manifest?.directory ?? "", from: line, on: reporter.day)
        }
        let state: String
        if let removed = api.removed {
          state = "gone since Node.js \(removed)"
        } else {
          state = api.isMild ? "legacy" : "deprecated"
        }
        reporter.report(
          at: note.span, in: path, "\(note.said) is \(state); \(api.instead)",
          severity: gone != nil ? .error : api.isMild ? .note : nil,
          evidence: gone.map {
            [EvidenceStep(path: $0.path, span: $0.span, message: "the package runs with Node.js \($0.written)")]
          } ?? [],
          enclosing: program.qualifiedName(of: FunctionReference(file: file.file, function: note.function)))
      }
    }
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
