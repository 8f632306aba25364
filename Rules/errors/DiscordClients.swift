import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Clients of discord.js 14, which capture rejections: what an async listener fails with is emitted as `error`, and
/// without a listener for that it is an exception that nobody catches. Source: discord.js 14.25, BaseClient.js; Node.js 24,
/// Events (captureRejections).
struct DiscordClients: Sendable {
  /// Packages in which somebody listens for `error` of a client.
  private let listening: Set<String>

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    var listening: Set<String> = []
    for index in program.files.indices {
      let file = FileIndex(index)
      guard Self.isListenerOfFolder(program[file].path) || Self.listens(file, program) else { continue }
      listening.insert(program.packageDirectory(of: file))
    }
    self.listening = listening
  }

  /// `events/error.js`, which something loads with the others of its folder.
  private static func isListenerOfFolder(_ path: String) -> Bool {
    let parts = path.lowercased().parts(between: "/")
    guard let name = parts.last, name.hasPrefix("error.") else { return false }
    return parts.dropLast().contains { $0 == "events" || $0 == "listeners" }
  }

  /// `client.on("error", report)`, `client.on(Events.Error, report)`
  private static func listens(_ file: FileIndex, _ program: Program) -> Bool {
    let model = program[file]
    return model.calls.contains { site in
      let callee = model[site.callee]
      guard callee.kind == .member, ["on", "once", "addListener"].contains(program.text(Atom(callee.b))),
        let event = model.values(site.arguments).first
      else { return false }
      let name = model[event].kind == .string ? program.text(Atom(model[event].a)) : nil
      let member = model[event].kind == .member ? program.text(Atom(model[event].b)) : nil
      guard name == "error" || member == "Error" || member == "ERROR" else { return false }
      let paths = program.externalPaths(of: site.callee, in: file)
      return paths.isEmpty || paths.contains { $0.hasPrefix("discord.js#") }
    }
  }

  /// Whether a handler is a listener of such a client.
  static func hasListener(_ handler: RequestHandler, _ program: Program) -> Bool {
    let route = handler.route
    guard handler.framework == "chat bot", route.hasPrefix("the bot's "), route.hasSuffix(" event"),
      let version = program.version(of: "discord.js", for: handler.site.file)
    else { return false }
    return version.major >= 14
  }

  func hear(in file: FileIndex, _ program: Program) -> Bool {
    listening.contains(program.packageDirectory(of: file))
  }
}
