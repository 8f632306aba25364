import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports services that drop what they are doing when they are told to stop. The promise is on the page beside this file.
struct MissingGracefulShutdown: ProgramCheck {
  private static let packages: [String] = [
    "@godaddy/terminus", "lightship", "close-with-grace", "http-terminator", "stoppable", "http-graceful-shutdown",
    "fastify-graceful-shutdown", "express-graceful-shutdown", "graceful-shutdown", "node-graceful-shutdown",
    "fastify-cli", "http-shutdown", "exit-hook", "async-exit-hook", "death", "signal-exit",
    "@moebius/http-graceful-shutdown", "@gquittet/graceful-server",
    "server-destroy", "@nestjs/terminus",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let services = program.deployedServices(in: project)
    guard !services.isEmpty else { return }
    let listeners = program.processListeners(for: ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "beforeExit"])
    reportHasty(listeners, program, project, &reporter)
    let hasHooks = program.externalCalls.contains { $0.path.hasSuffix(".enableShutdownHooks") }
    guard listeners.isEmpty, !hasHooks, !mentionsSignal(program) else { return }
    let isContained = !project.containerFiles().isEmpty
    let servers = ServerPackages.of(program, project)
    for service in services where !Self.packages.contains(where: { service.manifest.dependency(named: $0) != nil }) {
      let file = program[service.listen.call.file]
      let site = file[service.listen.call.call]
      reporter.report(
        at: site.calleeSpan, in: file.path,
        "nothing answers SIGTERM: each deployment cuts off the requests that this server is working on",
        // A worker that listens for the platform alone has no requests to cut off.
        severity: isContained && servers.contain(service.manifest) && !isOwn(service.listen.call, program)
          && !isForHealthOfBot(program) ? .warning : .note,
        enclosing: program.qualifiedName(
          of: FunctionReference(file: service.listen.call.file, function: site.function)))
    }
  }

  /// `server.listen(8081, "127.0.0.1")`: from outside its container nobody comes there.
  private func isOwn(_ listen: CallReference, _ program: Program) -> Bool {
    program.plainArguments(of: listen).contains { argument in
      guard case .string(let host)? = program.constant(argument, in: listen.file) else { return false }
      return ["127.0.0.1", "localhost", "::1"].contains(host)
    }
  }

  /// The server of a bot that says nothing but constants to whoever asks: that the bot is there.
  private func isForHealthOfBot(_ program: Program) -> Bool {
    let handlers = program.handlers.filter { $0.framework != "chat bot" && $0.phase == .request }
    guard program.handlers.contains(where: { $0.framework == "chat bot" }), handlers.count < 4 else { return false }
    return handlers.allSatisfy { handler in
      let file = program[handler.function.file]
      return file.calls.allSatisfy { site in
        site.function != handler.function.function
          || file[site.callee].kind == .member
            && file.values(site.arguments).allSatisfy { program.isSettled($0, in: handler.function.file) }
      }
    }
  }

  /// Signals in tables that are gone through: `["SIGINT", "SIGTERM"].forEach(…)`, `Object.keys({ SIGTERM: 15 })`.
  private func mentionsSignal(_ program: Program) -> Bool {
    program.files.contains { file in
      file.values.contains { value in
        switch value.kind {
        case .string: program.text(Atom(value.a)) == "SIGTERM"
        case .object: file.properties(of: value).contains { program.text($0.name) == "SIGTERM" }
        default: false
        }
      }
    }
  }

  /// `if (!isWorking) process.exit(0)`, `isStopping = true`: what is being worked on is waited for.
  private func asks(_ listener: Span, _ file: ProgramFile, _ project: Project) -> Bool {
    guard case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 20), listener.end <= bytes.count
    else { return false }
    let text = String(decoding: bytes[Int(listener.start)..<Int(listener.end)], as: UTF8.self)
    return ["if (", "if(", " = true", "=true"].contains { text.holds($0) }
  }

  /// `process.on("SIGTERM", () => process.exit(0))`
  private func reportHasty(
    _ listeners: [ProcessListener], _ program: Program, _ project: Project, _ reporter: inout Reporter
  ) {
    for listener in listeners where listener.event == "SIGTERM" && program.isServiceCode(listener.call.file) {
      let file = program[listener.call.file]
      guard case .function(let id) = file.model.origin(of: listener.listener).root else { continue }
      let span = file[id].span
      var exits = false
      var doesMore = false
      for (index, site) in file.calls.enumerated() where span.start <= site.span.start && site.span.end <= span.end {
        let call = CallReference(file: listener.call.file, call: CallID(index))
        switch program.outcome(of: call) {
        case .external(let paths):
          if paths.contains(where: { $0 == "#process.exit" || $0 == "node:process#exit" }) {
            exits = true
          } else if !paths.allSatisfy({ $0.hasPrefix("#console.") }) {
            doesMore = true
          }
        case .followed, .unknown: doesMore = true
        }
      }
      guard exits, !doesMore, !asks(span, file, project) else { continue }
      reporter.report(
        at: file[listener.call.call].calleeSpan, in: file.path,
        "on SIGTERM the process exits at once, with all requests it is working on", severity: .warning,
        enclosing: program.qualifiedName(
          of: FunctionReference(file: listener.call.file, function: file[listener.call.call].function)))
    }
  }
}
