import Checking
import DataFormats
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Who hears of a rejection that nobody handles, in the process that runs a file.
///
/// A listener serves the process that loads it. Packages of a workspace that nobody imports are taken for processes of
/// their own, and what a process loads for the packages it imports. `next start` listens, too, and only prints (Next.js
/// 13.4 to 16, dist/server/lib/start-server.js); a custom server does not have that listener.
struct LastResort {
  enum Hearing: Hashable {
    case nobody
    /// A listener ends the process.
    case theEnd
    /// A listener for the event goes on.
    case listener(event: String)
    /// That of a package goes on.
    case package(String)
    /// That of a package, where a setting is there.
    case optional(String)
    case nextJS
    /// Nobody, and Node.js writes a warning: before version 15 it goes on.
    case warning
  }

  private let program: Program
  private let known: Known
  private let declarations: NodeDeclarations
  /// Packages whose scripts start Node.js with `--unhandled-rejections=strict` or `=throw`, as 15 does by itself.
  private let isStrict: Set<String>

  private typealias Listener = UnseenListeners.Listener

  /// What the program says of its processes, the same for all rules.
  private struct Known {
    let listeners: [(listener: Listener, package: String)]
    /// Packages that others import, by importing package.
    let imports: [String: Set<String>]
    /// What programs load that are no servers by their place (`"bin"` of a manifest may well start one), or that no file
    /// imports and nothing starts.
    let loads: [FileIndex: Set<FileIndex>]
    /// The files of programs that start Next.js themselves, by `next()`.
    let aroundNext: Set<FileIndex>
    /// What pages of Next.js and their handlers load: in a repository of several programs the others are processes of
    /// their own. Empty where no page is known.
    let ofNext: Set<FileIndex>

    init(_ program: Program) {
      let spelled = program.processListeners(for: ["unhandledRejection", "uncaughtException"])
        .filter { !program[$0.call.file][$0.call.call].flags.contains(.developmentOnly) }
        .map {
          Listener(
            file: $0.call.file, event: $0.event, owner: nil, ends: LastResort.ends($0, program),
            function: program[$0.call.file][$0.call.call].function)
        }
      listeners = (spelled + UnseenListeners.of(program).all).map { ($0, program.packageDirectory(of: $0.file)) }
      imports = listeners.isEmpty ? [:] : LastResort.imports(program)
      let alone = Self.alone(Set(listeners.map(\.listener.file)), program)
      let asides = Set(listeners.map(\.listener.file)).filter { !program.isServiceCode($0) }.union(alone)
      loads = Dictionary(uniqueKeysWithValues: asides.map { ($0, LastResort.files(loadedBy: [$0], program)) })
      let starts = Set(program.externalCalls { $0 == "next" || $0 == "next#default" }.map(\.call.file))
      aroundNext = LastResort.files(loadedBy: LastResort.files(leadingTo: starts, program), program)
      let pages = Set(program.handlers.filter { $0.framework == "Next.js" }.map(\.function.file))
      ofNext = LastResort.files(loadedBy: pages.union(pages.isEmpty ? [] : Self.pages(program)), program)
    }

    /// `pages/index.tsx`, `app/orders/page.tsx`
    private static func pages(_ program: Program) -> [FileIndex] {
      program.files.indices.map { FileIndex($0) }.filter { file in
        let segments = RelativePath.segments(of: program[file].path)
        guard let name = segments.last?.split(separator: ".").first else { return false }
        return segments.dropLast().contains("pages") || ["page", "layout"].contains(name)
      }
    }

    /// Of some files those that stand beside a server which does not import them.
    private static func alone(_ files: Set<FileIndex>, _ program: Program) -> Set<FileIndex> {
      var alone = files.filter { program.role(of: $0).role == .shared }
      if alone.isEmpty || !program.roles.contains(where: { $0.role == .server }) { return [] }
      for index in program.files.indices {
        for number in program.files[index].imports.indices {
          if let target = program.target(of: ImportID(number), in: FileIndex(index)), target.index != index {
            alone.remove(target)
          }
        }
      }
      return alone
    }
  }

  init(_ program: Program, _ project: Project) {
    self.program = program
    known = program.derived.fact { Known(program) }
    declarations = NodeDeclarations.of(project)
    isStrict = Set(
      project.manifests.filter { manifest in
        manifest.scripts.contains { script in
          ["strict", "throw"].contains { script.command.holds("--unhandled-rejections=\($0)") }
        }
      }.map(\.directory))
  }

  /// - Parameter path: the way from the request to what runs in the file, whose handler tells the process.
  func hearing(in file: FileIndex, on path: RequestPath? = nil) -> Hearing {
    hearing(in: path?.handler.site.file ?? file, framework: path?.handler.framework)
  }

  func hearing(of handler: RequestHandler) -> Hearing {
    guard DiscordClients.hasListener(handler, program) else {
      return hearing(in: handler.site.file, framework: handler.framework)
    }
    if DiscordClients.of(program).hear(in: handler.site.file, program) { return .listener(event: "error") }
    switch hearingOfException(in: handler.site.file) {
    // Those of packages for exceptions end the process.
    case .package, .optional: return .nobody
    case let other: return other
    }
  }

  /// Who hears of an exception that no code catches: listeners for rejections do not.
  func hearingOfException(in file: FileIndex, on path: RequestPath? = nil) -> Hearing {
    let place = path?.handler.site.file ?? file
    let found = ofListeners(in: place, for: ["uncaughtException"])
    if found == .nobody, isOfMidway(place) { return .listener(event: "uncaughtException") }
    return found == .nobody && isServedByNext(place, framework: path?.handler.framework) ? .nextJS : found
  }

  private func hearing(in file: FileIndex, framework: String?) -> Hearing {
    let found = ofListeners(in: file)
    // Egg listens and writes to its log. Source: egg 3, lib/egg.js.
    if found == .nobody, program.version(of: "egg", for: file) != nil { return .package("Egg") }
    if found == .nobody, isOfMidway(file) { return .package("Midway") }
    // Only since version 15 a rejection gets to the listener for exceptions.
    if found == .nobody || found == .listener(event: "uncaughtException"), onlyWarns(file) { return .warning }
    return found == .nobody && isServedByNext(file, framework: framework) ? .nextJS : found
  }

  /// Midway's `Bootstrap` listens for both and writes to its log. Source: midwayjs/midway, packages/bootstrap,
  /// src/bootstrap.ts, since 2.11.
  private func isOfMidway(_ file: FileIndex) -> Bool {
    program.version(of: "@midwayjs/bootstrap", for: file).map { $0 >= PackageVersion(major: 2, minor: 11) } ?? false
  }

  private func isServedByNext(_ file: FileIndex, framework: String?) -> Bool {
    let isOfNext =
      framework == "Next.js" || (known.ofNext.isEmpty ? framework == nil : known.ofNext.contains(file))
    guard let next = program.version(of: "next", for: file) else { return false }
    if known.aroundNext.isEmpty { return isOfNext && next >= PackageVersion(major: 13, minor: 4) }
    // `prepare()` of a server of one's own listens as well, for its whole process. Source: the server of Next.js 13.5.0
    // (NextCustomServer, router-server).
    return (isOfNext || known.aroundNext.contains(file)) && next >= PackageVersion(major: 13, minor: 5)
  }

  /// All that the package says of its Node.js lies before version 15, which was the first to end the process. Source:
  /// nodejs.org, changelog of 15.0.0.
  private func onlyWarns(_ file: FileIndex) -> Bool {
    if isStrict.contains(program.packageDirectory(of: file)) { return false }
    var said = declarations.governing(program.packageDirectory(of: file)).filter { $0.kind != .types }
    // What `engines` would allow as well is not what runs.
    let images = said.filter { $0.kind == .image }
    if !images.isEmpty { said = images }
    return !said.isEmpty
      && said.allSatisfy { declaration in
        guard case .range(let range) = declaration.versions else { return false }
        return !range.overlaps(VersionRange(lower: Version(15), upper: nil))
      }
  }

  /// - Parameter events: those that count, the first before the others.
  private func ofListeners(
    in file: FileIndex, for events: [String] = ["unhandledRejection", "uncaughtException"]
  ) -> Hearing {
    if known.listeners.isEmpty { return .nobody }
    let processes = self.processes(loading: program.packageDirectory(of: file))
    var found: Hearing?
    for process in processes {
      let loaded = reachable(from: process)
      let heard = known.listeners.filter { item in
        let place = item.listener.file
        guard events.contains(item.listener.event) else { return false }
        guard place != file, loaded.contains(item.package) else { return place == file }
        return known.loads[place]?.contains(file) ?? true
      }
      let hearing =
        Self.hearing(heard.map(\.listener).filter { $0.event == events.first })
        ?? Self.hearing(heard.map(\.listener)) ?? .nobody
      if hearing == .nobody { return .nobody }
      found = found ?? hearing
    }
    return found ?? .nobody
  }

  private static func files(loadedBy first: Set<FileIndex>, _ program: Program) -> Set<FileIndex> {
    var found = first
    var queue = Array(first)
    while let next = queue.popLast() {
      for number in program[next].imports.indices {
        guard let target = program.target(of: ImportID(number), in: next), found.insert(target).inserted else {
          continue
        }
        queue.append(target)
      }
    }
    return found
  }

  /// The files that load these, through whatever others.
  private static func files(leadingTo last: Set<FileIndex>, _ program: Program) -> Set<FileIndex> {
    guard !last.isEmpty else { return [] }
    var importers: [FileIndex: [FileIndex]] = [:]
    for file in program.files.indices.map({ FileIndex($0) }) {
      for number in program[file].imports.indices {
        if let target = program.target(of: ImportID(number), in: file) { importers[target, default: []].append(file) }
      }
    }
    var found = last
    var queue = Array(last)
    while let next = queue.popLast() {
      for importer in importers[next] ?? [] where found.insert(importer).inserted { queue.append(importer) }
    }
    return found
  }

  private static func hearing(_ heard: [Listener]) -> Hearing? {
    guard var first = heard.first else { return nil }
    if heard.contains(where: \.ends) {
      guard areOfSeveralProcesses(heard), let other = heard.first(where: { !$0.ends }) else { return .theEnd }
      first = other
    }
    guard let owner = first.owner else { return .listener(event: first.event) }
    return first.isOptional ? .optional(owner) : .package(owner)
  }

  /// `new (process.env.WORKER ? Worker : Server)(process)`, each with a listener of its own: those that end the process and
  /// those that go on stand in functions of different files, and it is not known which of them runs.
  private static func areOfSeveralProcesses(_ heard: [Listener]) -> Bool {
    func isOfFunction(_ listener: Listener) -> Bool { listener.function.map { $0 != .moduleBody } ?? false }
    let ends = heard.filter(\.ends)
    let others = heard.filter { !$0.ends }
    return !others.isEmpty && heard.allSatisfy { isOfFunction($0) && $0.event == "unhandledRejection" }
      && Set(ends.map(\.file)).isDisjoint(with: others.map(\.file))
  }

  // MARK: Processes

  /// The packages that load a package and that no other loads.
  private func processes(loading package: String) -> Set<String> {
    let all = Set(known.imports.keys).union([package])
    let loading = all.filter { reachable(from: $0).contains(package) }
    let first = loading.filter { one in
      !loading.contains { other in other != one && reachable(from: other).contains(one) }
    }
    return first.isEmpty ? [package] : first
  }

  private func reachable(from package: String) -> Set<String> {
    var found: Set<String> = [package]
    var queue = [package]
    while let next = queue.popLast() {
      for target in known.imports[next] ?? [] where found.insert(target).inserted { queue.append(target) }
    }
    return found
  }

  private static func imports(_ program: Program) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for index in program.files.indices where program.isServiceCode(FileIndex(index)) {
      let file = FileIndex(index)
      let package = program.packageDirectory(of: file)
      for number in program.files[index].imports.indices {
        guard let target = program.target(of: ImportID(number), in: file) else { continue }
        let other = program.packageDirectory(of: target)
        if other != package { found[package, default: []].insert(other) }
      }
    }
    return found
  }

  // MARK: Listeners that end the process

  static func ends(_ listener: ProcessListener, _ program: Program) -> Bool {
    let functions = program.functions(of: listener.listener, in: listener.call.file)
    let isThrown = functions.contains { function in
      program[function.file].model.interruptions.contains { record in
        record.kind == .throw && record.function == function.function && !record.flags.contains(.inTry)
      }
    }
    var seen: Set<FunctionReference> = []
    return isThrown || functions.contains { exits($0, program, &seen) }
  }

  private static func exits(
    _ function: FunctionReference, _ program: Program, _ seen: inout Set<FunctionReference>
  ) -> Bool {
    guard seen.count < 40, seen.insert(function).inserted else { return false }
    let file = program[function.file]
    let span = file[function.function].span
    return file.calls.enumerated().contains { index, site in
      guard span.contains(site.span), !isForOneError(site.span, file) else { return false }
      let call = CallReference(file: function.file, call: CallID(index))
      if ProcessListener.end(program.externals(of: call)) { return true }
      // `setTimeout(process.exit, 1000)`
      let given = file.values(site.arguments).filter { file[$0].kind == .member }
      if given.contains(where: { ProcessListener.end(program.externalPaths(of: $0, in: function.file)) }) {
        return true
      }
      return program.targets(of: call).contains { exits($0, program, &seen) }
    }
  }

  /// Under `if (error.code === "EADDRINUSE")`: what else is rejected goes on; under `if (level === "fatal")` what is written
  /// on another level.
  private static func isForOneError(_ span: Span, _ file: ProgramFile) -> Bool {
    file.model.guards.contains { test in
      guard test.kind == .equals, test.holds, test.region.contains(span), file[test.other].kind == .string,
        case let subject = file[test.subject], subject.kind == .member || subject.kind == .binding,
        case let base = subject.kind == .member ? file[ValueID(subject.a)] : subject, base.kind == .binding
      else { return false }
      return file[BindingID(base.a)].kind == .parameter
    }
  }

  // MARK: Words

  /// "Node.js ends the process", or who hears of it. A clause that stands behind "and".
  static func clause(_ hearing: Hearing, _ unheard: UnheardRejection) -> String {
    switch unheard {
    case .lost: return "nobody hears of it"
    case .warned where hearing == .nobody || hearing == .warning || hearing == .listener(event: "uncaughtException"):
      return "Bluebird only writes a warning"
    case .warned, .endsProcess: break
    }
    switch hearing {
    case .nobody, .theEnd: return "Node.js ends the process"
    case .warning: return "Node.js before 15 only writes a warning"
    case .listener(let event): return "only the listener for \(event) hears of it"
    case .package(let owner): return "only \(owner)'s listener for unhandledRejection hears of it"
    case .optional(let owner): return "Node.js ends the process unless \(owner) is configured"
    case .nextJS: return "only Next.js's own listener for unhandledRejection hears of it"
    }
  }

  /// Whether the process ends.
  static func isFatal(_ hearing: Hearing, _ unheard: UnheardRejection) -> Bool {
    switch unheard {
    case .lost: false
    case .warned: hearing == .theEnd
    case .endsProcess: hearing == .nobody || hearing == .theEnd
    }
  }
}
