public import JavaScript

/// Makes the model of one file after the other, and answers about the nodes of the last one while its tree is there.
///
/// One a worker: its tables are reused. What it answers about nodes holds until the next `analyze`.
public final class FileAnalyzer {
  public private(set) var model = FileModel(path: "", isModule: false)

  public init() {}

  /// Scopes, names, functions, classes, values, calls, imports and exports of a tree.
  public func analyze(_ tree: SyntaxTree, path: String, arena: TreeArena) -> FileModel {
    model = FileModel(path: path, isModule: tree.flags(tree.root).contains(.module))
    return model
  }

  /// The declared name an identifier refers to (or declares); nil for globals and for names that are no reference.
  public func binding(of identifier: NodeID) -> BindingID? { nil }

  /// Whether the node is a reference to a name that no scope declares.
  public func isGlobal(_ identifier: NodeID) -> Bool { false }

  /// The value of any expression; made now if none was made before (the model grows).
  public func value(of expression: NodeID) -> ValueID { .unknown }

  /// The innermost function around a node; a function node belongs to the function around it.
  public func function(around node: NodeID) -> FunctionID { .moduleBody }

  /// The record of a function node (declaration, expression, arrow, or the method's function expression).
  public func function(at node: NodeID) -> FunctionID? { nil }

  public func call(at node: NodeID) -> CallID? { nil }
}
