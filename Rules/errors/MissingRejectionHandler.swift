import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports servers without a last resort for rejections. The promise is on the page beside this file.
struct MissingRejectionHandler: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer,
      program.processListeners(for: ["unhandledRejection", "uncaughtException", "uncaughtExceptionMonitor"]).isEmpty,
      !importsObserver(program), let call = listeningCall(program)
    else { return }
    let site = program[call.file][call.call]
    let path = program[call.file].path
    reporter.report(
      at: site.calleeSpan, in: path,
      "the server listens without a handler for unhandledRejection: what fails unseen ends the process without a log"
        + " entry or a drain", identity: path)
  }

  /// Packages that register such a handler, or see to it that failures are reported. Source: their READMEs, 2026.
  private static let observers = [
    "@sentry/", "raven", "dd-trace", "newrelic", "@newrelic/", "elastic-apm-node", "@google-cloud/error-reporting",
    "applicationinsights", "@bugsnag/", "bugsnag", "rollbar", "airbrake", "@airbrake/", "@honeybadger-io/",
    "close-with-grace", "make-promises-safe", "loud-rejection", "hard-rejection", "pino-final", "fastify-cli",
    "@appsignal/", "@instana/", "async-exit-hook", "node-graceful-shutdown",
    "@opentelemetry/auto-instrumentations-node",
  ]

  private func importsObserver(_ program: Program) -> Bool {
    program.files.contains { file in
      file.imports.contains { record in
        let specifier = program.text(record.specifier)
        return Self.observers.contains { specifier == $0 || specifier.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
      }
    }
  }

  private static let servers: Set<String> = [
    "express", "node:http", "node:https", "node:http2", "koa", "fastify", "polka", "restify", "connect", "@hapi/hapi",
  ]

  /// The first call in the code of the service that makes a server listen.
  private func listeningCall(_ program: Program) -> CallReference? {
    program.externalCalls.first { external in
      let (package, name) = CallbackCalls.parts(of: external.path)
      return name == "listen" && Self.servers.contains(package) && program.isServiceCode(external.call.file)
        && !Bystanders.include(program[external.call.file].model, program.text)
    }?.call
  }
}
