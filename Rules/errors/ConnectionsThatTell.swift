import JavaScript
import ProgramGraph
import Semantics

/// Connections whose failures a listener hears of: what `connect()` gives need not be looked after.
struct ConnectionsThatTell {
  private let program: Program
  private let mongoose: Bool
  private let redis: Bool

  init(_ program: Program) {
    self.program = program
    var mongoose = false
    var redis = false
    for external in program.externalCalls {
      switch external.path {
      case "mongoose#connection.on", "mongoose#connection.once":
        mongoose = mongoose || program.text(ofArgument: 0, of: external.call) == "error"
      case "redis#createClient().on", "redis#createCluster().on":
        redis = redis || program.text(ofArgument: 0, of: external.call) == "error"
      default: continue
      }
    }
    self.mongoose = mongoose
    self.redis = redis && !program.files.contains { Self.choosesWhenToGiveUp($0, program) }
  }

  /// Whether a call connects, and what listens hears of a failure.
  func hear(_ call: CallReference) -> Bool {
    guard mongoose || redis else { return false }
    let root = program.rootCall(of: call)
    return program.externals(of: root).contains { path in
      switch path {
      case "mongoose#connect": mongoose
      // Tries again for ever where somebody listens, unless it is told when to give up. Source: node-redis, docs of
      // client-configuration, 4 and 5.
      // What a chain does with the connection may fail for itself.
      case "redis#createClient().connect", "redis#createCluster().connect": redis && root == call
      default: false
      }
    }
  }

  /// `createClient({ socket: { reconnectStrategy: … } })`
  private static func choosesWhenToGiveUp(_ file: ProgramFile, _ program: Program) -> Bool {
    file.values.contains { value in
      value.kind == .object
        && file.properties(of: value).contains { property in
          property.name.exists && ["reconnectStrategy", "retry_strategy"].contains(program.text(property.name))
        }
    }
  }
}
