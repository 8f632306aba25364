import Checking
import JavaScript
import Semantics
import SourceText

/// What becomes of the values: which reads end as keys, passwords and addresses of databases.
extension EnvironmentReads {
  /// Marks the reads that become keys, passwords and addresses of databases.
  mutating func readSinks() {
    guard !note.reads.isEmpty else { return }
    let sinks = CredentialSinks(environment)
    var places: [(name: String, span: Span, use: EnvironmentNote.Read.Use)] = []
    var connections: [(name: String, span: Span, use: EnvironmentNote.Read.Use)] = []
    for call in nodes[.callExpression] + nodes[.newExpression] {
      for sink in sinks.sinks(of: call) where sink.isCertain {
        guard let name = variable(sink.node) else { continue }
        // Who gets it throws without it, while the program starts.
        if sink.isDemanded {
          note.checked.insert(name)
        } else {
          places.append((name, tree.span(sink.node), .secret(sink.what)))
        }
      }
      guard let first = tree.list(call, 2).first, let name = variable(first),
        let path = file.modulePath(of: file.analyzer.value(of: tree.child(call, 0))),
        Self.connectors.contains(path.specifier)
      else { continue }
      connections.append((name, tree.span(first), .connection("\(file.spoken(tree.child(call, 0)))()")))
    }
    for place in places + connections { mark(place.name, place.span, place.use) }
  }

  /// Marks the read that stands in such a place; where a name brings the value there, the reads that may have given it.
  private mutating func mark(_ name: String, _ span: Span, _ use: EnvironmentNote.Read.Use) {
    let reads = note.reads.indices.filter { note.reads[$0].name == name }
    let inside = reads.filter { span.contains(note.reads[$0].span) }
    for index in inside.isEmpty ? reads : inside {
      let known = note.reads[index].use
      if known == .plain || known == .text { note.reads[index].use = use }
    }
  }

  /// `this.secret = process.env.X`
  mutating func noteField(_ name: String, _ node: NodeID) {
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .assignmentExpression where tree.child(parent, 1) == node:
      let target = tree.child(parent, 0)
      guard tree.kind(target) == .memberExpression, tree.kind(tree.child(target, 0)) == .thisExpression,
        let field = file.lastName(of: target)
      else { return }
      fields[field] = name
    case .propertyDefinition: if let field = environment.keyName(parent) { fields[field] = name }
    default: return
    }
  }

  private func variable(_ node: NodeID) -> String? {
    guard let path = file.globalPath(of: file.analyzer.value(of: file.withoutAssertions(node))), path.count == 3,
      path[1] == "env"
    else { return nil }
    return path[2]
  }

  private static let connectors: Set<String> = [
    "mongoose", "mongodb", "pg", "redis", "ioredis", "sequelize", "knex", "mysql", "mysql2", "amqplib", "pg-promise",
  ]
}
