import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports environment files that are loaded after modules have read the environment. The promise is on the page beside
/// this file.
struct DotenvLoadOrder: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let entries = PackageRoles(project).serverEntries()
    var told: Set<String> = []
    var known = ModuleEvents(program, prismaLoads: Self.hasLoadingPrisma(project))
    for entry in entries.sorted() {
      guard let index = program.index(of: entry), let manifest = project.manifest(governing: entry),
        !isLoadedBefore(manifest), !LockfileDuty.isBystander(manifest, project), !ShowcaseFolders.hold(entry, project)
      else { continue }
      var run = ModuleRun(program: program, events: known)
      run.evaluate(index, depth: 0)
      known = run.events
      guard let late = run.late, project.isAudited(late.path), told.insert("\(late.path) \(late.span.start)").inserted
      else { continue }
      let names = run.early.map(\.name)
      let first = run.early[0]
      let more = names.count > 1 ? " and \(names.count - 1) more" : ""
      reporter.report(
        at: late.span, in: late.path,
        "dotenv loads the file after \(RelativePath.name(of: first.path)) has read \(first.name)\(more)",
        evidence: run.early.prefix(8).map {
          EvidenceStep(path: $0.path, span: $0.span, message: "\($0.name) is read while the module is loaded")
        } + [EvidenceStep(path: late.path, span: late.span, message: "only then the file is loaded")])
    }
  }

  /// The client of Prisma loads the file before version 7. Source: prisma.io/docs, environment variables; getPrismaClient.ts.
  private static func hasLoadingPrisma(_ project: Project) -> Bool {
    project.manifests.contains { manifest in
      guard let range = manifest.dependency(named: "@prisma/client")?.range else { return false }
      let major = Int(range.drop { !$0.isNumber }.prefix { $0.isNumber })
      return major.map { $0 < 7 } ?? false
    }
  }

  /// A script hands the file to node, or something else loads it before the program.
  private func isLoadedBefore(_ manifest: PackageManifest) -> Bool {
    if ["next", "nuxt", "@nestjs/config", "firebase-functions"].contains(where: {
      manifest.dependency(named: $0) != nil
    }) {
      return true
    }
    return manifest.scripts.contains { script in
      ["dotenv/config", "--env-file", "env-cmd", "dotenv ", "dotenv-cli", "dotenvx"].contains {
        script.command.holds($0)
      }
    }
  }
}

/// What a module does while it is loaded, in order.
private struct ModuleEvents {
  enum Event {
    case load(Span)
    /// Something else than dotenv loads the file.
    case otherLoad
    case read(name: String, span: Span)
    case module(FileIndex)
    /// A module that nobody can name loads what it loads.
    case unknown
  }

  private let program: Program
  private let prismaLoads: Bool
  private var events: [FileIndex: [Event]] = [:]

  init(_ program: Program, prismaLoads: Bool) {
    self.program = program
    self.prismaLoads = prismaLoads
  }

  mutating func of(_ index: FileIndex) -> [Event] {
    if let known = events[index] { return known }
    let found = collect(index)
    events[index] = found
    return found
  }

  private func collect(_ index: FileIndex) -> [Event] {
    let file = program[index]
    var placed: [(order: Int, event: Event)] = []
    let isHoisted = isHoisted(file)
    for (number, record) in file.imports.enumerated() where !record.isTypeOnly {
      let isStatic = record.kind == .static || record.kind == .reexport
      guard isStatic || record.kind == .require && record.function == .moduleBody && record.flags.isEmpty else {
        continue
      }
      // Modules of the language are loaded before a line of the file runs.
      let order = isStatic && isHoisted ? Int(record.span.start) - Int(UInt32.max) : Int(record.span.start)
      if program.text(record.specifier).hasPrefix("dotenv/config") {
        placed.append((order, .load(record.span)))
      } else if let target = program.target(of: ImportID(number), in: index) {
        placed.append((order, .module(target)))
      }
    }
    let functions = file.functions.filter { $0.kind != .module && $0.kind != .staticBlock }.map(\.span)
    for (number, call) in file.calls.enumerated() where call.function == .moduleBody {
      if case let paths = program.externalPaths(of: call.callee, in: index),
        paths.contains("#require") || paths.contains("#module.require")
      {
        // require(__dirname + "/config.js")
        let loaded = program.filesLoaded(by: CallReference(file: index, call: CallID(number)))
        placed += (loaded.isEmpty ? [.unknown] : loaded.map { .module($0) }).map { (Int(call.span.start), $0) }
      }
      if isLoad(call.callee, in: index) { placed.append((Int(call.span.start), .load(call.span))) }
      if prismaLoads, isPrisma(call, in: index) { placed.append((Int(call.span.start), .otherLoad)) }
    }
    // `process.env.NTBA_FIX_319 = "1"`: who sets a variable does not wait for the file.
    let written = Set(
      file.writes.filter { isEnvironment($0.base, in: file) && $0.function == .moduleBody && $0.name.exists }.map(
        \.name))
    for value in file.values where value.kind == .member && !value.span.isEmpty && !written.contains(Atom(value.b)) {
      let name = program.text(Atom(value.b))
      guard EnvironmentReads.isVariable(name), !EnvironmentUse.isConventional(name),
        isEnvironment(ValueID(value.a), in: file), !functions.contains(where: { $0.contains(value.span) })
      else { continue }
      placed.append((Int(value.span.start), .read(name: name, span: value.span)))
    }
    return placed.sorted { $0.order < $1.order }.map(\.event)
  }

  private func isHoisted(_ file: ProgramFile) -> Bool {
    let path = file.path
    // Compilers to CommonJS keep the order of the lines, as far as they come from TypeScript.
    let isTypeScript = [".ts", ".tsx", ".cts"].contains { path.hasSuffix($0) }
    return file.isModule && !isTypeScript
  }

  private func isLoad(_ callee: ValueID, in index: FileIndex) -> Bool {
    program.externalPaths(of: callee, in: index).contains {
      $0 == "dotenv#config" || $0 == "dotenv-flow#config" || $0 == "dotenv-safe#config"
    }
  }

  /// `new PrismaClient()`; with an adapter it leaves the file alone.
  private func isPrisma(_ call: CallSite, in index: FileIndex) -> Bool {
    guard call.flags.contains(.new),
      program.externalPaths(of: call.callee, in: index).contains("@prisma/client#PrismaClient")
    else { return false }
    return program[index].values(call.arguments).first.map {
      program.property(["adapter"], of: $0, in: index) == nil
    } ?? true
  }

  /// `process.env`, by whatever name.
  private func isEnvironment(_ value: ValueID, in file: ProgramFile) -> Bool {
    let origin = file.model.origin(of: value)
    guard case .global(let root) = origin.root else { return false }
    return program.text(root) == "process" && origin.path.count == 1 && program.text(origin.path[0]) == "env"
  }
}

/// Loads modules as Node does, and watches what comes first.
private struct ModuleRun {
  let program: Program
  var events: ModuleEvents
  private(set) var early: [(path: String, name: String, span: Span)] = []
  private(set) var late: (path: String, span: Span)?
  private var seen: Set<FileIndex> = []
  private var isLoaded = false

  private static let depthLimit = 200

  init(program: Program, events: ModuleEvents) {
    self.program = program
    self.events = events
  }

  mutating func evaluate(_ index: FileIndex, depth: Int) {
    guard !isLoaded, depth < Self.depthLimit, seen.insert(index).inserted else { return }
    let path = program[index].path
    for event in events.of(index) {
      if isLoaded { return }
      switch event {
      case .module(let target): evaluate(target, depth: depth + 1)
      case .unknown: isLoaded = early.isEmpty
      // What was read before it was read too early all the same.
      case .otherLoad: isLoaded = early.isEmpty
      case .read(let name, let span): early.append((path, name, span))
      case .load(let span):
        isLoaded = true
        // What the same module reads before it loads the file is its own matter.
        if early.contains(where: { $0.path != path }) {
          early = early.filter { $0.path != path }
          late = (path, span)
        }
      }
    }
  }
}
