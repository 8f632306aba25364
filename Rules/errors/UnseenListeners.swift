import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Listeners for the process's own events that no `process.on("…")` of the program spells out.
struct UnseenListeners {
  struct Listener {
    var file: FileIndex
    var event: String
    /// Whose it is, where that is not the program's: `Sentry`.
    var owner: String?
    var ends: Bool
    /// Where it is registered; nil where nobody calls for it.
    var function: FunctionID?
    /// Only where a setting is there: `if (config.sentry) Sentry.init(…)`.
    var isOptional = false
  }

  private(set) var all: [Listener] = []

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    for external in program.externalCalls {
      if let listener = Self.sentry(external, program) ?? Self.computed(external, program) { all.append(listener) }
    }
    for index in program.files.indices where program.isServiceCode(FileIndex(index)) {
      all += Self.declared(in: FileIndex(index), program)
      if program.files[index].imports.contains(where: { program.text($0.specifier) == "make-promises-safe" }) {
        all.append(Self.makingSafe(FileIndex(index)))
      }
    }
  }

  /// `require("make-promises-safe")` prints and ends the process. Source: its README, 5.
  private static func makingSafe(_ file: FileIndex) -> Listener {
    Listener(file: file, event: "unhandledRejection", owner: nil, ends: true, function: .moduleBody)
  }

  // MARK: Sentry

  /// Packages whose `init` listens for `unhandledRejection`, prints, and lets the process go on. Source: @sentry/node 5
  /// to 10, integrations/onunhandledrejection: the mode is `warn` unless it is told another.
  private static let sentries: Set<String> = [
    "@sentry/node", "@sentry/node-core", "@sentry/nestjs", "@sentry/serverless", "@sentry/aws-serverless",
    "@sentry/google-cloud-serverless", "@sentry/remix", "@sentry/sveltekit", "@sentry/astro", "@sentry/nuxt",
    "@sentry/tracing",
  ]

  private static func sentry(_ external: Program.ExternalCall, _ program: Program) -> Listener? {
    guard external.path.hasPrefix("@sentry/"), external.path.hasSuffix("init") else { return nil }
    let (package, name) = CallbackCalls.parts(of: external.path)
    let file = external.call.file
    guard name == "init", sentries.contains(package),
      !program[file][external.call.call].flags.contains(.developmentOnly)
    else { return nil }
    let options = program.plainArguments(of: external.call).first
    if let options, let own = program.property(["defaultIntegrations"], of: options, in: file),
      program.constant(own, in: file) == .boolean(false)
    {
      return nil
    }
    return Listener(
      file: file, event: "unhandledRejection", owner: "Sentry", ends: isStrict(file, program),
      function: program[file][external.call.call].function, isOptional: isOptional(external.call, program))
  }

  /// `if (config.health.sentry) Sentry.init(…)`, where the configuration is handed over.
  private static func isOptional(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let span = file[call.call].span
    return file.model.guards.contains { $0.kind == .present && $0.holds && $0.region.contains(span) }
  }

  /// `onUnhandledRejectionIntegration({ mode: "strict" })` ends the process.
  private static func isStrict(_ file: FileIndex, _ program: Program) -> Bool {
    let model = program[file]
    return model.values.contains { value in
      value.kind == .object
        && model.properties(of: value).contains {
          $0.kind == .value && program.text($0.name) == "mode" && model[$0.value].kind == .string
            && program.text(Atom(model[$0.value].a)) == "strict"
        }
    }
  }

  // MARK: Listeners by another name

  private static let events: Set<String> = ["unhandledRejection", "uncaughtException"]

  /// `["uncaughtException", "unhandledRejection"].forEach(event => process.on(event, log))`
  private static func computed(_ external: Program.ExternalCall, _ program: Program) -> Listener? {
    guard external.path == "#process.on" || external.path == "node:process#on" else { return nil }
    let model = program[external.call.file]
    let arguments = model.values(model[external.call.call].arguments)
    guard arguments.count > 1, model[arguments[0]].kind != .string else { return nil }
    let isNamed = model.values.contains {
      $0.kind == .string && program.text(Atom($0.a)) == "unhandledRejection"
    }
    guard isNamed else { return nil }
    let listener = ProcessListener(call: external.call, event: "unhandledRejection", listener: arguments[1])
    return Listener(
      file: external.call.file, event: listener.event, owner: nil, ends: LastResort.ends(listener, program),
      function: model[external.call.call].function)
  }

  /// `super({ emitter: process, event: "unhandledRejection" })`, as Akairo and Sapphire have it: what goes through the
  /// listeners of a folder registers it.
  private static func declared(in file: FileIndex, _ program: Program) -> [Listener] {
    let model = program[file]
    return model.values.compactMap { value -> Listener? in
      guard value.kind == .object else { return nil }
      var event: String?
      var isOfProcess = false
      for property in model.properties(of: value) where property.kind == .value {
        let given = model[property.value]
        switch program.text(property.name) {
        case "event", "name":
          if given.kind == .string, events.contains(program.text(Atom(given.a))) { event = program.text(Atom(given.a)) }
        case "emitter":
          isOfProcess =
            given.kind == .global && program.text(Atom(given.a)) == "process"
            || given.kind == .string && program.text(Atom(given.a)) == "process"
            || program.externalPaths(of: property.value, in: file).contains("node:process")
        default: continue
        }
      }
      guard let event, isOfProcess else { return nil }
      let ends = program.externalCalls.contains { $0.call.file == file && ProcessListener.end([$0.path]) }
      return Listener(file: file, event: event, owner: nil, ends: ends)
    }
  }
}
