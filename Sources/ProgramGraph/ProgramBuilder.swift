package import JavaScript
package import Semantics

/// What a program is made of.
package struct ProgramInput: Sendable {
  /// Models of all source files, their atoms those of `atoms`.
  package var files: [FileModel]
  package var atoms: AtomTable
  package var landscape: ModuleLandscape
  /// Roles decided before the program is known: by path, content and package.
  package var roles: [RoleVerdict?]
  /// Files that servers are started with.
  package var serverEntries: Set<String>
  /// Files that packages give as commands.
  package var commandEntries: Set<String> = []
  /// Files that npm scripts run other than those that start servers, with the script's name.
  package var scriptEntries: [String: String] = [:]
  /// Files of packages that are made to be imported, with the package's name.
  package var libraries: [String: String] = [:]
  /// Names of source files that settings and deployment files say, as `SourceNames` has them.
  package var mentions: Set<String> = []
  /// Files that start scripts without an ending load and let listen: what `bin/www` requires.
  package var launched: Set<String> = []
  /// Functions that deployment files name.
  package var configured: [ConfiguredHandler] = []

  package init(
    files: [FileModel], atoms: AtomTable, landscape: ModuleLandscape, roles: [RoleVerdict?] = [],
    serverEntries: Set<String> = []
  ) {
    self.files = files
    self.atoms = atoms
    self.landscape = landscape
    self.roles = roles.isEmpty ? files.map { PathRoles.verdict(for: $0.path) } : roles
    self.serverEntries = serverEntries
  }

  /// Whether a file says that it runs in browsers.
  func isClient(_ index: Int) -> Bool { files[index].directives.contains { atoms.text($0) == "use client" } }
}

/// Joins files into a program: an ordered list of passes.
package struct ProgramBuilder {
  /// The passes, as those who measure them are told.
  package enum Pass: Sendable { case modules, calls, handlers, reachability, roles }

  private let began: ((Pass) -> Void)?

  /// - Parameter began: told at the beginning of each pass.
  package init(began: ((Pass) -> Void)? = nil) { self.began = began }

  /// - Parameter arenas: what owns the memory of the names in `input.atoms`, the table's own first; the program keeps it.
  package func build(_ input: ProgramInput, keeping arenas: [TreeArena] = []) -> Program {
    began?(.modules)
    // 1. Where specifiers lead: everything else follows imports.
    let resolver = ModuleResolver(paths: input.files.map(\.path), landscape: input.landscape)
    let resolutions = resolver.resolutions(of: input.files, input.atoms)
    var input = input
    for (index, folder) in PutAsideFiles(input: input, resolutions: resolutions).folders() {
      input.roles[index] = RoleVerdict(role: .vendored, reason: "put away in \(folder), which nothing else loads")
    }
    var examined = input.roles.map { verdict in
      switch verdict?.role {
      case .generated, .vendored, .test, .declaration, .build: false
      default: true
      }
    }
    let packages = PackageFacts(
      input.landscape,
      imported: Set(Set(input.files.lazy.flatMap(\.imports).map(\.specifier)).map { input.atoms.text($0) }))
    for index in FindBrowserFiles(input: input, resolutions: resolutions, packages: packages).files() {
      examined[index] = false
    }
    let evaluator = Evaluator(
      files: input.files, resolutions: resolutions, atoms: input.atoms, examined: examined)
    evaluator.packages = packages
    evaluator.autoImports = AutoImports(evaluator: evaluator, examined: examined, packages: packages)
    evaluator.namedWrites = NamedWrites(evaluator: evaluator, examined: examined)
    evaluator.mixins = MixIns(evaluator: evaluator, examined: examined)
    evaluator.givenMembers = AutoImports.members(evaluator, examined: examined, packages: packages)
    EggFolders(evaluator: evaluator, examined: examined).give(packages: packages)
    evaluator.injections = Injections(evaluator: evaluator, examined: examined)
    evaluator.schemaMembers = SchemaMembers(evaluator: evaluator, examined: examined)
    began?(.calls)
    // 2. What each call enters, and what parameters hold: handlers are found by what receivers are.
    var connect = ConnectCalls(evaluator: evaluator, examined: examined, packages: packages)
    connect.run()
    began?(.handlers)
    // 3. Handlers: the starting points of the request phase.
    var finder = FindRequestHandlers(
      evaluator: evaluator, examined: examined, callees: connect.callees, packages: packages)
    finder.run(configured: input.configured)
    let leftovers = LeftoverFiles(
      input: input, evaluator: evaluator, examined: examined, callees: connect.callees, packages: packages,
      handlers: finder.handlers
    ).files()
    if !leftovers.isEmpty {
      // What they register, mount and put before others counts for nobody.
      for index in leftovers { examined[index] = false }
      finder = FindRequestHandlers(
        evaluator: evaluator, examined: examined, callees: connect.callees, packages: packages)
      finder.run(configured: input.configured)
    }
    // What frameworks hand to handlers makes more calls known.
    HandlerParameters(evaluator: evaluator).give(
      to: finder.handlers, contexts: finder.resolverContexts, ofProcedures: finder.procedureContexts)
    connect.settle()
    began?(.reachability)
    // 4. What runs on a request: needs handlers and calls.
    let hooks = ModelHooks(evaluator: evaluator, examined: examined, packages: packages)
    let implied = ConnectImplied(evaluator: evaluator, examined: examined, callees: connect.callees).calls(hooks)
    var edges = CallEdges(evaluator: evaluator, examined: examined, callees: connect.callees, implied: implied)
    let entries = finder.handlers.filter { handler in
      Self.serves(input.roles[handler.function.file.index]?.role)
        && !leftovers.contains(handler.function.file.index)
    }
    var reachability = ComputeReachability()
    reachability.run(
      handlers: entries, edges: &edges, from: { $0.phase == .request && !finder.isForDevelopment($0) })
    let serving = entries.filter(\.isListed)
    began?(.roles)
    // 5. Roles: what handlers and imports tell, where paths told nothing.
    let roles = ClassifyFiles(
      input: input, evaluator: evaluator, handlers: serving, callees: connect.callees,
      leftovers: leftovers
    ).verdicts()

    var external: [Program.ExternalCall] = []
    var handed: [Program.ExternalCall] = []
    for (file, calls) in connect.callees.enumerated() where examined[file] {
      for (index, found) in calls.enumerated() {
        let call = CallReference(file: FileIndex(file), call: CallID(index))
        for callee in found where callee.entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(callee.entity.id))
          external.append(Program.ExternalCall(call: call, path: path))
        }
        if found.allSatisfy({ $0.entity.kind == .external }) {
          handed += HandedFunctions(evaluator: evaluator).functions(in: call)
        }
      }
    }
    return Program(
      evaluator: evaluator, roles: roles, entries: entries,
      modelHooks: hooks.handlers { reachability.states(of: $0).isEmpty ? .background : .request },
      externalCalls: external, handedCalls: handed,
      callees: connect.callees,
      reachability: reachability, edges: edges, examined: examined, packages: packages, arenas: arenas)
  }

  /// Handlers in scripts and front ends are no servers of this project; `worker` and `migration` serve nobody.
  private static func serves(_ role: FileRole?) -> Bool {
    switch role {
    case .generated, .vendored, .test, .build, .declaration, .migration, .frontend: false
    case .script, .worker, .server, .shared, .library, nil: true
    }
  }
}

/// Functions from outside that the methods of arrays are given by name: `names.filter(fs.existsSync)`.
private struct HandedFunctions {
  let evaluator: Evaluator

  func functions(in call: CallReference) -> [Program.ExternalCall] {
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    guard callee.kind == .member, let first = model.values(site.arguments).first else { return [] }
    switch model[first].kind {
    case .member, .binding, .imported: break
    default: return []
    }
    let name = Atom(callee.b)
    guard name == .then || ArrayMethod.elementParameters[evaluator.text(name)] != nil else { return [] }
    // The span of a name is that of its first use.
    let span = model[first].kind == .member ? model[first].span : site.calleeSpan
    return evaluator.evaluate(call.file, first).filter { $0.kind == .external }.map { entity in
      Program.ExternalCall(call: call, path: evaluator.externals.text(ExternalID(entity.id)), argument: span)
    }
  }
}
