package import JavaScript

/// A check of one file at a time, while its tree is there.
package protocol FileCheck: Check {
  /// What makes a file worth a look. The nodes of these kinds are collected in the walk that serves all rules.
  var interests: FileInterests { get }

  /// - Parameter nodes: those of `interests`, in source order by end.
  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter)
}

/// What a check looks at in a file.
package struct FileInterests: Sendable {
  /// Kinds of nodes; a file without any of them is skipped.
  package var kinds: [NodeKind]
  /// Names of which a file holds at least one, as identifier, property or module; empty for all files.
  package var mentions: [String]
  /// Names that the check looks for among many: see `FileNodes.isWanted`.
  package var names: Set<String>

  package init(kinds: [NodeKind], mentions: [String] = [], names: Set<String> = []) {
    self.kinds = kinds
    self.mentions = mentions
    self.names = names
  }
}

/// The nodes of a file that checks asked for.
package struct FileNodes {
  /// By kind; empty for kinds nobody asked for.
  var byKind: [[NodeID]]
  /// By atom: whether it is one of the names that the check at work looks for. Later atoms are none.
  var wanted: [Bool] = []

  package subscript(kind: NodeKind) -> [NodeID] { byKind[Int(kind.rawValue)] }

  /// Whether it is one of the `names` in the check's interests. Cost: one look into a table.
  package func isWanted(_ name: Atom) -> Bool { Int(name.raw) < wanted.count && wanted[Int(name.raw)] }
}
