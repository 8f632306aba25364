import Semantics
import SourceText

/// What one file does with the environment.
struct EnvironmentNote: Sendable {
  struct Read: Sendable {
    enum Use: Sendable, Equatable {
      case plain
      /// `Number(process.env.X)`: without the variable it is `NaN`.
      case number
      /// Part of a text: without the variable it says `undefined`.
      case text
      /// A key or a password: "the key of jwt.sign()".
      case secret(String)
      /// What a client connects to: "mongoose.connect()".
      case connection(String)
    }

    var name: String
    var span: Span
    var function: FunctionID
    /// Nothing takes its place where it is missing, and nobody asks whether it is there.
    var isRequired: Bool
    var use: Use
    /// Production does not come here.
    var isDevelopment = false
    /// Something is made of the value where it is read, or where the file brings it.
    var isUsed = true
    /// Names under which the value is put, where it is not used.
    var names: [String] = []
  }

  struct Write: Sendable {
    var name: String
    var span: Span
    var function: FunctionID
  }

  var reads: [Read] = []
  var writes: [Write] = []
  /// Names that a schema or a settings package describes.
  var declared: Set<String> = []
  /// Names without which the program does not go on.
  var checked: Set<String> = []
  /// Names that a process gets from the program that starts it: `cluster.fork({ KEY })`.
  var given: Set<String> = []
  /// Somebody reads variables by names that are not constants.
  var isDynamic = false

  var isEmpty: Bool {
    reads.isEmpty && writes.isEmpty && declared.isEmpty && checked.isEmpty && given.isEmpty && !isDynamic
  }
}
