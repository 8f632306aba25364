import JavaScript

/// A setting that is read from the environment, and the value it has without it.
struct Fallback {
  /// Why it counts as read from the environment.
  enum Source {
    /// `process.env.X || value` and its like.
    case variable
    /// The default of a schema or of a configuration service.
    case declared
  }

  var source: Source
  /// The variable, or the name the schema gives it.
  var name: String
  /// The whole expression: what is reported.
  var node: NodeID
  /// The value without the variable.
  var value: NodeID
  /// What the result is assigned to, if it has a name.
  var destination: String?
  /// It is the key of a signing or session function.
  var isKey = false
}
