package import SourceText

/// A value in a JSON document, with its span. Copying one is cheap; strings and numbers are decoded when asked for.
package struct JSONValue: Sendable {
  package enum Kind: UInt8, Sendable {
    case object, array, string, number, bool, null
    /// A word or gap that recovery put a value in place of; never in a well-formed document.
    case invalid
  }

  package let document: JSONDocument
  let index: Int

  private var record: JSONRecord { document.records[index] }

  package var kind: Kind { record.kind }
  /// The whole value: quotes and brackets included.
  package var span: Span { Span(start: record.start, end: record.end) }

  /// The span between the quotes of a string; the whole span of anything else.
  package var contentSpan: Span {
    let record = self.record
    return record.isQuoted ? record.insideQuotes(in: document) : Span(start: record.start, end: record.end)
  }

  /// The decoded text of a string; nil for other kinds.
  package var string: String? {
    let record = self.record
    guard record.kind == .string else { return nil }
    return document.decodedString(inside: contentSpan, hasEscapes: record.hasEscapes)
  }

  package var bool: Bool? {
    guard kind == .bool else { return nil }
    return document.bytes[Int(record.start)] == UInt8(ascii: "t")
  }

  package var number: Double? {
    guard kind == .number else { return nil }
    return Double(rawText)
  }

  /// The value of a number written without fraction or exponent that fits.
  package var integer: Int? {
    guard kind == .number else { return nil }
    return Int(rawText)
  }

  package var isNull: Bool { kind == .null }
  package var isObject: Bool { kind == .object }
  package var isArray: Bool { kind == .array }

  /// The bytes of the value as written.
  package var rawText: String {
    String(decoding: document.bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  /// Whether this is a string equal to `text`; costs no allocation unless the string has escapes.
  package func isString(_ text: String) -> Bool {
    let record = self.record
    guard record.kind == .string else { return false }
    return record.hasEscapes ? string == text : document.bytes(in: contentSpan, equal: text)
  }

  /// The members of an object in the order they are written, duplicates included; empty for other kinds.
  package var members: JSONMembers {
    guard kind == .object else { return JSONMembers(document: document, index: 0, end: 0) }
    return JSONMembers(document: document, index: index + 1, end: Int(record.next))
  }

  /// The elements of an array; empty for other kinds.
  package var elements: JSONElements {
    guard kind == .array else { return JSONElements(document: document, index: 0, end: 0) }
    return JSONElements(document: document, index: index + 1, end: Int(record.next))
  }

  /// The member with that key; of duplicates the last, as `JSON.parse` has it. Cost: one pass over the members.
  package func member(_ key: String) -> JSONMember? {
    var found: JSONMember?
    for member in members where member.hasKey(key) { found = member }
    return found
  }

  package subscript(key: String) -> JSONValue? { member(key)?.value }

  /// The members of the object under `key`; none where there is no such object.
  package func members(of key: String) -> JSONMembers {
    self[key]?.members ?? JSONMembers(document: document, index: 0, end: 0)
  }

  /// Walks down object keys: `value(at: "install", "lockfile", "save")`.
  package func value(at keys: String...) -> JSONValue? {
    var value: JSONValue? = self
    for key in keys { value = value?[key] }
    return value
  }
}

/// A key and its value.
package struct JSONMember: Sendable {
  package let document: JSONDocument
  let index: Int

  private var record: JSONRecord { document.records[index] }

  /// The key's span, quotes included.
  package var keySpan: Span { Span(start: record.start, end: record.end) }
  package var value: JSONValue { JSONValue(document: document, index: index + 1) }
  /// From the key's first byte to the value's last.
  package var span: Span { keySpan.union(value.span) }

  package var key: String {
    document.decodedString(inside: keyContentSpan, hasEscapes: record.hasEscapes)
  }

  /// The span between the key's quotes.
  package var keyContentSpan: Span { record.isQuoted ? record.insideQuotes(in: document) : keySpan }

  package func hasKey(_ text: String) -> Bool {
    record.hasEscapes ? key == text : document.bytes(in: keyContentSpan, equal: text)
  }
}

package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  let document: JSONDocument
  var index: Int
  let end: Int

  package var isEmpty: Bool { index >= end }

  package mutating func next() -> JSONMember? {
    guard index < end else { return nil }
    defer { index = Int(document.records[index + 1].next) }
    return JSONMember(document: document, index: index)
  }
}

package struct JSONElements: Sequence, IteratorProtocol, Sendable {
  let document: JSONDocument
  var index: Int
  let end: Int

  package var isEmpty: Bool { index >= end }

  package mutating func next() -> JSONValue? {
    guard index < end else { return nil }
    defer { index = Int(document.records[index].next) }
    return JSONValue(document: document, index: index)
  }
}

extension JSONRecord {
  /// The span without quotes; a string cut off by the end of its line has no closing one.
  fileprivate func insideQuotes(in document: JSONDocument) -> Span {
    let closes = end > start + 1 && document.bytes[Int(end) - 1] == document.bytes[Int(start)]
    return Span(start: start + 1, end: max(start + 1, closes ? end - 1 : end))
  }
}
