/// How text for people is dressed. The caller decides: flag, `NO_COLOR`, terminal test.
package struct TerminalStyle: Sendable {
  package var colour: Bool
  /// Columns that prose is wrapped at and code is cut at.
  package var width: Int

  package init(colour: Bool, width: Int = 100) {
    self.colour = colour
    self.width = max(40, width)
  }

  /// What is written to files and pipes.
  package static let plain = TerminalStyle(colour: false)

  /// What a piece of text is, so that one place decides on colours.
  enum Role {
    case error
    case warning
    case note
    case clean
    /// The fact: a message, a title.
    case strong
    /// What the eye may skip: gutters, rule ids, context lines.
    case faint
    case path
    case code

    /// Parameters of the "select graphic rendition" sequence. The sixteen basic colours alone: themes remap them, so
    /// that they are readable on light and dark grounds alike.
    var parameters: String {
      switch self {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;34"
      case .clean: "1;32"
      case .strong: "1"
      case .faint: "2"
      case .path: "4"
      case .code: "36"
      }
    }
  }
}
