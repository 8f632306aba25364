import SourceText

/// The flags of a regular expression literal (ECMAScript 2026, 22.2.3.4).
package struct RegularExpressionFlags: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let hasIndices = RegularExpressionFlags(rawValue: 1 << 0)
  package static let global = RegularExpressionFlags(rawValue: 1 << 1)
  package static let ignoreCase = RegularExpressionFlags(rawValue: 1 << 2)
  package static let multiline = RegularExpressionFlags(rawValue: 1 << 3)
  package static let dotAll = RegularExpressionFlags(rawValue: 1 << 4)
  package static let unicode = RegularExpressionFlags(rawValue: 1 << 5)
  package static let unicodeSets = RegularExpressionFlags(rawValue: 1 << 6)
  package static let sticky = RegularExpressionFlags(rawValue: 1 << 7)

  private static func flag(_ byte: UInt8) -> RegularExpressionFlags? {
    switch byte {
    case UInt8(ascii: "d"): .hasIndices
    case UInt8(ascii: "g"): .global
    case UInt8(ascii: "i"): .ignoreCase
    case UInt8(ascii: "m"): .multiline
    case UInt8(ascii: "s"): .dotAll
    case UInt8(ascii: "u"): .unicode
    case UInt8(ascii: "v"): .unicodeSets
    case UInt8(ascii: "y"): .sticky
    default: nil
    }
  }

  /// Reads the flags between two offsets, and appends what is wrong with them; unknown ones are left out.
  static func read(
    _ source: UnsafePointer<UInt8>, from begin: Int, to end: Int, problems: inout [SyntaxProblem]
  ) -> RegularExpressionFlags {
    var flags: RegularExpressionFlags = []
    for offset in begin..<max(begin, end) {
      if let flag = flag(source[offset]) {
        if flags.contains(flag) {
          let name = String(UnicodeScalar(source[offset]))
          problems.append(.early("the flag '\(name)' is given twice", offset, offset + 1))
        }
        flags.insert(flag)
      } else {
        let message =
          source[offset] == UInt8(ascii: "\\")
          ? "flags are written without escapes" : "a regular expression has only the flags d, g, i, m, s, u, v and y"
        // One problem is enough for flags that are no flags at all.
        problems.append(.early(message, offset, end))
        break
      }
    }
    if flags.isSuperset(of: [.unicode, .unicodeSets]) {
      problems.append(.early("the flags u and v exclude each other", begin, end))
    }
    return flags
  }
}

extension SyntaxProblem {
  static func early(_ message: String, _ start: Int, _ end: Int) -> SyntaxProblem {
    SyntaxProblem(kind: .early, span: Span(start, end), message: message)
  }
}
