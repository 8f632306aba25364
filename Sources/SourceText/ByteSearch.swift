#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// The standard library looks for text by characters, which costs a hundred times what looking for bytes does; and a
// word of ASCII that stands in UTF-8 stands there byte for byte.

extension UnsafeBufferPointer<UInt8> {
  /// Where `run` stands first, at `start` or behind it; nil where it does not, or is empty.
  package func firstIndex(ofRun run: [UInt8], from start: Int = 0) -> Int? {
    run.withUnsafeBufferPointer { firstIndex(ofRun: $0, from: start) }
  }

  fileprivate func firstIndex(ofRun run: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = baseAddress, let first = run.baseAddress, !run.isEmpty else { return nil }
    var index = start
    while index + run.count <= count {
      guard let found = memchr(base + index, Int32(first.pointee), count - run.count + 1 - index) else { return nil }
      index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      if memcmp(base + index, first, run.count) == 0 { return index }
      index += 1
    }
    return nil
  }

  /// Whether `run` stands in it.
  package func holds(_ run: [UInt8]) -> Bool { firstIndex(ofRun: run) != nil }
}

extension [UInt8] {
  /// Where `run` stands first, at `start` or behind it; nil where it does not, or is empty.
  package func firstIndex(ofRun run: [UInt8], from start: Int = 0) -> Int? {
    withUnsafeBufferPointer { $0.firstIndex(ofRun: run, from: start) }
  }

  /// Whether `run` stands in it.
  package func holds(_ run: [UInt8]) -> Bool { withUnsafeBufferPointer { $0.holds(run) } }
}

extension String {
  /// Whether `text` stands in it, byte for byte; the empty text stands in every other.
  package func holds(_ text: String) -> Bool { ByteSearch.holds(utf8, text) ?? contains(text) }
}

extension Substring {
  /// Whether `text` stands in it, byte for byte; the empty text stands in every other.
  package func holds(_ text: String) -> Bool { ByteSearch.holds(utf8, text) ?? contains(text) }
}

extension String {
  /// What stands between the occurrences of a character of ASCII, empty parts left out: the names of a path.
  package func parts(between separator: Unicode.Scalar) -> [Substring] { self[...].parts(between: separator) }

  /// What stands between characters of ASCII, empty parts left out: the words of a command.
  package func parts(betweenAnyOf separators: String) -> [Substring] { self[...].parts(betweenAnyOf: separators) }

  /// The words: letters of ASCII, and whatever is none of it.
  package var words: [Substring] { self[...].words }
}

extension Substring {
  /// What stands between the occurrences of a character of ASCII, empty parts left out.
  package func parts(between separator: Unicode.Scalar) -> [Substring] {
    let byte = UInt8(ascii: separator)
    return parts { $0 == byte }
  }

  /// What stands between characters of ASCII, empty parts left out.
  package func parts(betweenAnyOf separators: String) -> [Substring] {
    let marks = ASCIISet(separators)
    return parts { marks.contains($0) }
  }

  /// The words: letters of ASCII, and whatever is none of it.
  package var words: [Substring] { parts { $0 < 0x80 && !(0x61...0x7A ~= $0 | 0x20) } }

  @inline(__always) private func parts(where isSeparator: (UInt8) -> Bool) -> [Substring] {
    var parts: [Substring] = []
    let isDone: Void? = utf8.withContiguousStorageIfAvailable { bytes in
      var begin = 0
      for end in 0...bytes.count where end == bytes.count || isSeparator(bytes[end]) {
        if end > begin {
          let first = utf8.index(startIndex, offsetBy: begin)
          parts.append(Substring(utf8[first..<utf8.index(first, offsetBy: end - begin)]))
        }
        begin = end + 1
      }
    }
    return isDone == nil ? utf8.split(whereSeparator: isSeparator).map { Substring($0) } : parts
  }
}

/// Some characters of ASCII.
private struct ASCIISet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ characters: String) {
    for byte in characters.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
    }
  }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low & 1 << UInt64(byte) != 0 : byte < 128 && high & 1 << UInt64(byte - 64) != 0
  }
}

private enum ByteSearch {
  /// nil where a text has no bytes to be looked at in one piece.
  @inline(__always) static func holds(_ bytes: some Sequence<UInt8>, _ text: String) -> Bool? {
    bytes.withContiguousStorageIfAvailable { bytes in
      text.utf8.withContiguousStorageIfAvailable { $0.isEmpty || bytes.firstIndex(ofRun: $0, from: 0) != nil }
    } ?? nil
  }
}
