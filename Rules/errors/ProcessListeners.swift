import JavaScript
import ProgramGraph
import Semantics

/// A listener that the program registers with its process.
struct ProcessListener {
  var call: CallReference
  var event: String
  /// What is handed over as the listener.
  var listener: ValueID

  private static let ends: Set<String> = ["exit", "abort", "kill", "reallyExit"]

  /// Whether something at these paths ends the process.
  static func end(_ paths: [String]) -> Bool {
    paths.contains { path in
      guard path.hasPrefix("#process.") || path.hasPrefix("node:process#") else { return false }
      return path.split(whereSeparator: { $0 == "." || $0 == "#" }).last.map { ends.contains(String($0)) } ?? false
    }
  }
}

extension Program {
  private static let registering: Set<String> = [
    "on", "once", "addListener", "prependListener", "prependOnceListener",
  ]

  /// `process.on(event, listener)` in the code that is examined, in the order of files.
  func processListeners(for events: Set<String>) -> [ProcessListener] {
    let registrations = externalCalls { path in
      guard path.hasPrefix("#process.") || path.hasPrefix("node:process#"),
        let name = path.split(whereSeparator: { $0 == "." || $0 == "#" }).last
      else { return false }
      return Self.registering.contains(String(name))
    }
    return registrations.compactMap { external in
      let file = self[external.call.file]
      let arguments = file.values(file[external.call.call].arguments)
      guard arguments.count > 1, file[arguments[0]].kind == .string else { return nil }
      let event = text(Atom(file[arguments[0]].a))
      guard events.contains(event) else { return nil }
      return ProcessListener(call: external.call, event: event, listener: arguments[1])
    }
  }
}
