import SourceText

/// One JSON file after parsing: its bytes, its values as flat records, and what was wrong with it.
///
/// Values lie in document order, each record naming the first record after its subtree, so that a file of many megabytes
/// costs 16 bytes a value and no `String` before somebody asks for one. An object's children alternate key and value.
package final class JSONDocument: Sendable {
  package let bytes: [UInt8]
  package let problems: [FormatProblem]
  let records: [JSONRecord]

  init(bytes: [UInt8], records: [JSONRecord], problems: [FormatProblem]) {
    self.bytes = bytes
    self.records = records
    self.problems = problems
  }

  /// The outermost value; nil where the file holds none.
  package var root: JSONValue? { records.isEmpty ? nil : JSONValue(document: self, index: 0) }

  /// Whether the file is what its dialect allows, without any repair.
  package var isWellFormed: Bool { problems.isEmpty }

  /// Whether the bytes under `span` are exactly those of `text`.
  func bytes(in span: Span, equal text: String) -> Bool {
    var text = text
    return text.withUTF8 { expected in
      guard expected.count == span.count else { return false }
      return bytes.withUnsafeBufferPointer { buffer in
        let start = Int(span.start)
        for offset in 0..<expected.count where buffer[start + offset] != expected[offset] { return false }
        return true
      }
    }
  }

  /// The string a quoted span stands for: escapes decoded, lone surrogates and malformed UTF-8 replaced by U+FFFD.
  func decodedString(inside span: Span, hasEscapes: Bool) -> String {
    let raw = bytes[Int(span.start)..<max(Int(span.start), Int(span.end))]
    return hasEscapes ? JSONEscapes.decode(raw) : String(decoding: raw, as: UTF8.self)
  }
}

/// One value or key. For strings and keys, `start` and `end` include the quotes.
struct JSONRecord {
  var start: UInt32
  var end: UInt32
  /// Index of the first record after this one's subtree.
  var next: UInt32
  var kind: JSONValue.Kind
  var hasEscapes = false
  /// False for an unquoted word that recovery took as a key.
  var isQuoted = false
}
