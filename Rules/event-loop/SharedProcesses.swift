import ProgramGraph
import Semantics

/// Which files are loaded into a process that also answers requests, as far as imports tell.
struct SharedProcesses {
  private let serving: Set<FileIndex>

  init(_ program: Program) {
    var imported: [FileIndex: [FileIndex]] = [:]
    var importers: [FileIndex: [FileIndex]] = [:]
    for number in program.files.indices {
      let file = FileIndex(number)
      switch program.role(of: file).role {
      case .test, .script, .build, .migration, .generated, .vendored, .declaration: continue
      case .server, .shared, .library, .worker, .frontend: break
      }
      for source in program[file].imports.indices {
        guard let target = program.target(of: .init(source), in: file), target != file else { continue }
        imported[file, default: []].append(target)
        importers[target, default: []].append(file)
      }
    }
    for external in program.externalCalls where Program.loaders.contains(external.path) {
      for target in program.filesLoaded(by: external.call) where target != external.call.file {
        imported[external.call.file, default: []].append(target)
        importers[target, default: []].append(external.call.file)
      }
    }
    let answering = program.handlers.filter { $0.phase == .request && !$0.isDoubtful && !$0.isAlone }
    // Where plugins are loaded by name, no import leads from the server to its routes.
    let starting = program.externalCalls.filter { Self.starts.contains($0.path) }.map(\.call.file)
    let leading = Self.closure(Set(answering.map(\.site.file) + (answering.isEmpty ? [] : starting)), importers)
    // What a framework finds in folders it runs beside the routes that it serves.
    let frameworks = Set(answering.map(\.framework))
    let found = program.handlers.filter { handler in
      handler.phase == .background && handler.call == nil && !handler.isAlone && frameworks.contains(handler.framework)
    }
    serving = Self.closure(leading.union(found.map(\.site.file)), imported)
  }

  /// Calls that open a server of Hapi. Source: hapi.dev (server.start), README of @hapi/glue 9.
  private static let starts: Set<String> = [
    "@hapi/glue#compose().start", "glue#compose().start", "@hapi/hapi#server().start", "@hapi/hapi#Server().start",
  ]

  private static func closure(_ seeds: Set<FileIndex>, _ edges: [FileIndex: [FileIndex]]) -> Set<FileIndex> {
    var found = seeds
    var queue = Array(seeds)
    while let next = queue.popLast() {
      for target in edges[next] ?? [] where found.insert(target).inserted { queue.append(target) }
    }
    return found
  }

  /// Whether what a file starts runs beside request handlers.
  func answersRequests(_ file: FileIndex) -> Bool { serving.contains(file) }
}
