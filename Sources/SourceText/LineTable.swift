/// Where the lines of a file begin, and columns in the three units the world uses.
///
/// A line ends at LF, CR LF or a lone CR, as editors and SARIF viewers count. Lines and columns are 1-based;
/// a column may stand one past the last character of its line, as the end of a half-open span does.
public struct LineTable: Sendable {
  /// Byte offset of the first byte of each line; the first entry is 0.
  public let lineStarts: [UInt32]
  private let bytes: [UInt8]

  /// Cost: one pass over the bytes.
  public init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      while offset < buffer.count {
        let byte = buffer[offset]
        offset += 1
        if byte == 0x0A {
          starts.append(UInt32(truncatingIfNeeded: offset))
        } else if byte == 0x0D {
          if offset < buffer.count, buffer[offset] == 0x0A { offset += 1 }
          starts.append(UInt32(truncatingIfNeeded: offset))
        }
      }
    }
    lineStarts = starts
    self.bytes = bytes
  }

  public var lineCount: Int { lineStarts.count }

  /// The 1-based line that holds the byte at `offset`. Offsets past the end belong to the last line.
  public func line(at offset: UInt32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a 1-based line, without its line end.
  public func span(ofLine line: Int) -> Span {
    guard line >= 1, line <= lineStarts.count else { return Span(bytes.count, bytes.count) }
    let start = Int(lineStarts[line - 1])
    var end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return Span(start, end)
  }

  /// 1-based line and column, the column in UTF-16 code units (editors, LSP, SARIF as we write it).
  public func position(at offset: UInt32) -> Position { position(at: offset, unit: .utf16) }

  public func position(at offset: UInt32, unit: ColumnUnit) -> Position {
    let line = line(at: offset)
    let start = Int(lineStarts[line - 1])
    let stop = max(start, min(Int(offset), bytes.count))
    var column = 1
    for index in start..<stop {
      switch unit {
      case .bytes: column += 1
      case .scalars: column += bytes[index] & 0xC0 == 0x80 ? 0 : 1
      case .utf16: column += bytes[index] & 0xC0 == 0x80 ? 0 : bytes[index] >= 0xF0 ? 2 : 1
      }
    }
    return Position(line: line, column: column)
  }
}

/// What a column counts.
public enum ColumnUnit: Sendable {
  case bytes
  case utf16
  case scalars
}

/// A 1-based line and column, derived from a span; the unit of the column is its maker's choice.
public struct Position: Hashable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
