import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports TypeScript whose types are `any`. The promise is on the page beside this file.
struct AnyDensity: SurveyCheck {
  private enum Limit {
    static let count = 10
    /// Weighted `any` for each thousand lines.
    static let notable = 10.0
    static let dense = 25.0
    /// The part of all written types that must be `any` as well: long lines or few types alone are no fault.
    static let notableShare = 0.04
    static let denseShare = 0.12
  }

  let interests = FileInterests(kinds: FileContext.typeKinds + [.functionDeclaration, .methodDefinition])

  func survey(_ file: FileContext, nodes: FileNodes) -> [AnyUse] {
    file.tree.dialect == .typeScript ? [file.anyUse(nodes)] : []
  }

  func run(on surveyed: [SurveyedFile<AnyUse>], program: Program, project: Project, reporter: inout Reporter) {
    let uses = Dictionary(
      surveyed.compactMap { file in file.notes.first.map { (file.file, $0) } }, uniquingKeysWith: { first, _ in first })
    let servers = ServerPackages.of(program, project)
    for package in TypeScriptCode.of(program, project).packages {
      // The types of libraries are made for types they do not know.
      switch LockfileDuty.kind(of: package.manifest, in: project, servers) {
      case .library, .commandLine, .template: continue
      case .application, .workspaceRoot: break
      }
      for file in package.typed {
        if let use = uses[file] { reportBoundaries(use, of: file, program, &reporter) }
      }
      report(package, uses, program, project, &reporter)
    }
  }

  // MARK: Where requests come in

  private func reportBoundaries(
    _ use: AnyUse, of file: FileIndex, _ program: Program, _ reporter: inout Reporter
  ) {
    guard program.isServiceCode(file), program.role(of: file).role != .library else { return }
    let sites = use.boundaries.compactMap { site -> (AnyUse.BoundarySite, String)? in
      route(of: site, in: file, program).map { (site, $0) }
    }
    guard let (first, route) = sites.first else { return }
    let path = program[file].path
    let others = sites.dropFirst()
    let rest =
      others.isEmpty ? "" : ", as \(others.count == 1 ? "one more place" : "\(others.count) more places") in this file"
    reporter.report(
      at: first.span, in: path,
      "\(first.name) is any on \(route)\(rest): nothing checks what is done with the input", severity: .warning,
      evidence: others.prefix(8).map {
        EvidenceStep(path: path, span: $0.0.span, message: "\($0.0.name) is any on \($0.1)")
      })
  }

  /// The route whose input the place lets in.
  private func route(of site: AnyUse.BoundarySite, in file: FileIndex, _ program: Program) -> String? {
    switch site.boundary {
    case .parameter(let function, let place):
      let reference = FunctionReference(file: file, function: function)
      let count = program[file][function].parameters.count
      return program.handlers.first { handler in
        guard handler.phase == .request, handler.kind == .route, handler.function == reference else { return false }
        guard !takesUserAlone(place, of: reference, program), !isUnread(place, of: reference, program),
          !onlyAnswers(handler, place, of: reference, program)
        else { return false }
        let roles = handler.parameterRoles(count: count)
        return place < roles.count && (roles[place] == .request || roles[place] == .payload)
      }?.route
    case .decorated(let function, _):
      let reference = FunctionReference(file: file, function: function)
      let place = program[file][function].parameters.firstIndex { $0.span.contains(site.span) }
      if let place, isUnread(place, of: reference, program) || takesUserAlone(place, of: reference, program) {
        return nil
      }
      return program.handlers.first { $0.phase == .request && $0.function == reference }?.route
    case .cast(let function):
      guard let handler = program.requestPath(to: FunctionReference(file: file, function: function))?.handler else {
        return nil
      }
      // What a schema of the route has let through is checked, whatever it is called then.
      return program.validation(before: handler) == nil ? handler.route : nil
    }
  }

  /// Whether nothing looks at a parameter.
  private func isUnread(_ place: Int, of function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let names = file.bindings.filter { binding in
      binding.kind == .parameter && binding.function == function.function
        && file.values(binding.values).contains { file[$0].kind == .parameter && Int(file[$0].b) == place }
    }
    return !names.isEmpty && !names.contains(where: \.isRead)
  }

  /// `ctx.body = list`: of the context of Koa, nothing but the answer is touched.
  private func onlyAnswers(
    _ handler: RequestHandler, _ place: Int, of function: FunctionReference, _ program: Program
  ) -> Bool {
    guard handler.framework == "Koa", place == 0 else { return false }
    let file = program[function.file]
    var names = file.values.compactMap { value -> String? in
      guard value.kind == .member, isParameter(ValueID(value.a), place, of: function, file) else { return nil }
      return program.text(Atom(value.b))
    }
    names += file.writes.filter { isParameter($0.base, place, of: function, file) }.map { program.text($0.name) }
    let isHandedOn = file.calls.contains { site in
      file.values(site.arguments).contains { isParameter($0, place, of: function, file) }
    }
    return !names.isEmpty && !isHandedOn && names.allSatisfy(Self.answering.contains)
  }

  private static let answering: Set<String> = ["body", "status", "type", "set", "throw", "redirect", "response"]

  private func isParameter(
    _ value: ValueID, _ place: Int, of function: FunctionReference, _ file: ProgramFile
  ) -> Bool {
    let record = file.behindNames(value)
    return record.kind == .parameter && record.a == function.function.raw && Int(record.b) == place
  }

  /// Whether all that is taken of a parameter is `user`, which a guard has put there: nothing of the input.
  private func takesUserAlone(_ place: Int, of function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let names = file.values.compactMap { value -> String? in
      guard value.kind == .member, case let base = file.behindNames(ValueID(value.a)), base.kind == .parameter,
        base.a == function.function.raw, Int(base.b) == place
      else { return nil }
      return program.text(Atom(value.b))
    }
    return !names.isEmpty && names.allSatisfy { $0 == "user" }
  }

  // MARK: A package

  private func report(
    _ package: TypeScriptCode.Package, _ uses: [FileIndex: AnyUse], _ program: Program, _ project: Project,
    _ reporter: inout Reporter
  ) {
    var weight = 0.0
    var count = 0
    var opportunities = 0
    var files: [(file: FileIndex, count: Int, span: Span)] = []
    for file in package.typed {
      guard let use = uses[file] else { continue }
      let allowsImplicit =
        project.typeScriptConfiguration(governing: program[file].path)?.isEffective("noImplicitAny") == false
      weight += use.weight + (allowsImplicit ? 0.25 * Double(use.untypedParameters) : 0)
      count += use.count
      opportunities += use.opportunities
      if use.count > 0, let span = use.first { files.append((file, use.count, span)) }
    }
    let lines = Double(max(1, package.typedLines))
    let share = weight / Double(max(1, opportunities))
    guard count >= Limit.count, weight * 1_000 >= Limit.notable * lines, share >= Limit.notableShare else { return }
    // Of the written types so many have to be `any` themselves, whatever they weigh.
    var isDense =
      weight * 1_000 >= Limit.dense * lines
      && min(share, Double(count) / Double(max(1, opportunities))) >= Limit.denseShare
    files.sort { left, right in
      left.count == right.count
        ? program[left.file].path.utf8.lexicographicallyPrecedes(program[right.file].path.utf8)
        : left.count > right.count
    }
    guard let worst = files.first else { return }
    // One file is a matter of that file.
    let isOneFile = worst.count * 4 >= count * 3
    if isOneFile, files.count > 1 || package.typed.count > 2 { isDense = false }
    let paths = files.map { program[$0.file].path }
    let named = zip(files, paths).map { file, path in "\(shown(path, among: paths)) (\(file.count))" }
    reporter.report(
      at: worst.span, in: program[worst.file].path,
      "\(package.manifest.displayName) says any \(count) times among \(opportunities) types, most in "
        + "\(listing(named, limit: 5)), on \(package.typedLines) lines",
      severity: isDense ? .warning : .note,
      evidence: files.prefix(5).dropFirst().map {
        EvidenceStep(
          path: program[$0.file].path, span: $0.span,
          message: "\($0.count) in \(PathText.name(of: program[$0.file].path))")
      },
      identity: package.manifest.path)
  }

  /// The name, with its folder where others bear the same one: `decorators/index.ts`.
  private func shown(_ path: String, among paths: [String]) -> String {
    let name = PathText.name(of: path)
    guard paths.contains(where: { $0 != path && PathText.name(of: $0) == name }) else { return name }
    return path.parts(between: "/").suffix(2).joined(separator: "/")
  }
}
