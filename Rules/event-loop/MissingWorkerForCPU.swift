import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports packages that compute on requests and know no worker. The promise is on the page beside this file.
struct MissingWorkerForCPU: ProgramCheck {
  /// Packages that take work to other threads, processes or machines.
  private static let workers: Set<String> = [
    "node:worker_threads", "node:child_process#fork", "node:cluster", "piscina", "tinypool", "workerpool",
    "jest-worker", "threads", "poolifier", "synckit", "comlink", "node-worker-threads-pool", "bull", "bullmq",
    "bee-queue", "agenda", "pg-boss", "graphile-worker", "node-resque", "amqplib", "kafkajs", "@google-cloud/tasks",
    "@google-cloud/pubsub", "@aws-sdk/client-sqs", "sqs-consumer", "@nestjs/bull", "@nestjs/bullmq", "bree",
  ]

  private static let namedCalls = 3

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var calls: [String: [(call: CallReference, name: String)]] = [:]
    for external in program.externalCalls(where: { BlockingCalls.entry(for: $0) != nil }) {
      guard let entry = BlockingCalls.entry(for: external.path), program.isServing(external.call.file) else { continue }
      switch entry.kind {
      case .compression, .computation: break
      case .inputOutput, .metadata, .names, .keyDerivation, .process, .network, .wait, .slices, .promised,
        .template, .templateText, .salt, .table, .document, .module:
        continue
      }
      let site = program[external.call.file][external.call.call]
      guard site.flags.isDisjoint(with: [.developmentOnly, .beforeExit, .memoGuarded]),
        let path = program.requestPath(toCall: external.call), !path.isMemoGuarded,
        !path.handler.isDoubtful
      else { continue }
      let directory = directory(of: external.call.file, program, project)
      calls[directory, default: []].append((external.call, program.calleeName(external.path)))
    }
    for (directory, found) in calls.sorted(by: { $0.key < $1.key })
    where !usesWorkers(directory, program, project) {
      report(found.sorted { $0.call < $1.call }, directory, program, &reporter)
    }
  }

  private func directory(of file: FileIndex, _ program: Program, _ project: Project) -> String {
    project.manifest(governing: program[file].path)?.directory ?? ""
  }

  private func usesWorkers(_ directory: String, _ program: Program, _ project: Project) -> Bool {
    for number in program.files.indices {
      let file = FileIndex(number)
      guard self.directory(of: file, program, project) == directory else { continue }
      if program.role(of: file).role == .worker { return true }
      for record in program[file].imports {
        let specifier = program.text(record.specifier)
        if Self.workers.contains(specifier) || Self.workers.contains("node:" + specifier) { return true }
      }
    }
    return program.externalCalls(to: "node:child_process#fork").contains { external in
      self.directory(of: external.call.file, program, project) == directory
    }
  }

  private func report(
    _ calls: [(call: CallReference, name: String)], _ directory: String, _ program: Program,
    _ reporter: inout Reporter
  ) {
    guard let first = calls.first else { return }
    var names: [String] = []
    for call in calls where !names.contains(call.name) { names.append(call.name) }
    let named = names.prefix(Self.namedCalls).joined(separator: ", ") + (names.count > Self.namedCalls ? ", …" : "")
    let what = calls.count == 1 ? "\(named) computes" : "\(calls.count) calls (\(named)) compute"
    reporter.report(
      at: program.place(of: first.call, named: first.name), in: program[first.call.file].path,
      "\(what) on the thread that answers requests, and nothing here hands work to a worker thread or a queue",
      evidence: calls.dropFirst().prefix(8).map { other in
        EvidenceStep(
          path: program[other.call.file].path, span: program.place(of: other.call, named: other.name),
          message: "\(other.name) computes here")
      },
      identity: "missing-worker-for-cpu \(directory)")
  }
}
