import SourceText

/// A source file that answers where an offset stands, in constant time whatever the length of its lines.
///
/// `LineTable` counts columns from the start of the line; a minified file with a finding at each end of its one line
/// would be read anew for each. Here every 256th byte knows how many UTF-16 units stand before it.
final class LocatedSource {
  let file: SourceFile
  let table: LineTable
  /// UTF-16 units before each block; empty for ASCII, where units are bytes.
  private let unitsBeforeBlock: [UInt32]
  private static let blockSize = 256

  init(_ file: SourceFile) {
    self.file = file
    table = file.lineTable()
    unitsBeforeBlock = file.bytes.allSatisfy { $0 < 0x80 } ? [] : Self.countUnits(file.bytes)
  }

  var isEmpty: Bool { file.bytes.isEmpty }

  /// 1-based line and UTF-16 column; offsets past the end stand at the end.
  func position(at offset: UInt32) -> Position {
    let offset = min(Int(offset), file.bytes.count)
    let line = table.line(at: UInt32(truncatingIfNeeded: offset))
    let start = Int(table.lineStarts[line - 1])
    return Position(line: line, column: units(before: offset) - units(before: start) + 1)
  }

  /// 1-based line and column in bytes.
  func bytePosition(at offset: UInt32) -> Position {
    let offset = min(Int(offset), file.bytes.count)
    let line = table.line(at: UInt32(truncatingIfNeeded: offset))
    return Position(line: line, column: offset - Int(table.lineStarts[line - 1]) + 1)
  }

  /// The span cut to the file.
  func clamped(_ span: Span) -> Span {
    let end = min(Int(span.end), file.bytes.count)
    return Span(min(Int(span.start), end), end)
  }

  private func units(before offset: Int) -> Int {
    guard !unitsBeforeBlock.isEmpty else { return offset }
    let block = offset / Self.blockSize
    var count = Int(unitsBeforeBlock[block])
    for index in block * Self.blockSize..<offset { count += Self.units(file.bytes[index]) }
    return count
  }

  private static func countUnits(_ bytes: [UInt8]) -> [UInt32] {
    var result: [UInt32] = []
    var count: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      if index % blockSize == 0 { result.append(count) }
      count += UInt32(units(byte))
    }
    if bytes.count % blockSize == 0 { result.append(count) }
    return result
  }

  /// Units that a byte of UTF-8 brings: counted at the first byte of a scalar.
  private static func units(_ byte: UInt8) -> Int { byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1 }
}

/// The located sources of a report, made when first asked for.
struct SourceShelf {
  private let files: [String: SourceFile]
  private var located: [String: LocatedSource] = [:]

  init(_ files: [String: SourceFile]) { self.files = files }

  /// Nil for paths that are no files of the report: folders, the repository itself.
  mutating func source(at path: String) -> LocatedSource? {
    if let known = located[path] { return known }
    guard let file = files[path] else { return nil }
    let source = LocatedSource(file)
    located[path] = source
    return source
  }
}
