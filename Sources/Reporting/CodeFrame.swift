import SourceText

/// The lines of source around a span, with carets under it.
///
///      11 │ app.get("/report", (req, res) => {
///      12 │   const text = fs.readFileSync(file)
///         │                ^^^^^^^^^^^^^^^
///      13 │   res.send(text)
///
/// A span of several lines has its lines marked with `>`, the carets under the first, and its middle left out when long.
struct CodeFrame {
  let source: LocatedSource
  let span: Span
  let secrets: SecretSpans
  let severity: TerminalStyle.Role

  /// Lines of a long span that are shown before its middle is left out.
  private static let head = 2
  private static let longestWhole = 4

  func write(indent: Int, to writer: inout TextWriter) {
    let table = source.table
    let first = table.line(at: span.start)
    let last = max(first, table.line(at: span.isEmpty ? span.start : span.end - 1))
    let before = first - 1
    let after = last + 1
    let digits = String(min(after, table.lineCount)).utf8.count
    let columns = max(30, writer.style.width - indent - digits - 5)
    let layout = Layout(indent: indent, digits: digits, columns: columns)

    let primary = FrameLine(table.span(ofLine: first), mark: span, of: source, secrets, columns: columns)
    if before >= 1, !primary.isCutLeft { writeContext(before, layout, to: &writer) }
    writeLine(first, primary, isMarked: last > first, layout, to: &writer)
    writeCarets(under: primary, layout, to: &writer)
    if last > first { writeRest(first + 1...last, layout, to: &writer) }
    if after <= table.lineCount, !primary.isCutLeft { writeContext(after, layout, to: &writer) }
  }

  private struct Layout {
    let indent: Int
    let digits: Int
    let columns: Int
  }

  private func writeContext(_ line: Int, _ layout: Layout, to writer: inout TextWriter) {
    let text = FrameLine(source.table.span(ofLine: line), mark: nil, of: source, secrets, columns: layout.columns)
    guard !text.isBlank else { return }
    writeLine(line, text, isMarked: false, isFaint: true, layout, to: &writer)
  }

  private func writeRest(_ lines: ClosedRange<Int>, _ layout: Layout, to writer: inout TextWriter) {
    let isWhole = lines.count < Self.longestWhole
    for line in lines {
      if !isWhole, line >= lines.lowerBound + Self.head - 1, line < lines.upperBound {
        if line == lines.lowerBound + Self.head - 1 { writeGap(layout, to: &writer) }
        continue
      }
      let text = FrameLine(source.table.span(ofLine: line), mark: nil, of: source, secrets, columns: layout.columns)
      writeLine(line, text, isMarked: true, layout, to: &writer)
    }
  }

  private func writeGap(_ layout: Layout, to writer: inout TextWriter) {
    writer.blank(layout.indent + 2 + layout.digits - 1)
    writer.write("⋮", as: .faint)
    writer.line()
  }

  private func writeLine(
    _ number: Int, _ text: FrameLine, isMarked: Bool, isFaint: Bool = false, _ layout: Layout,
    to writer: inout TextWriter
  ) {
    let digits = String(number)
    writer.blank(layout.indent)
    if isMarked { writer.write("> ", as: severity) } else { writer.write("  ") }
    writer.blank(layout.digits - digits.utf8.count)
    writer.write(digits + " │", as: .faint)
    if !text.isBlank {
      writer.blank(1)
      if isFaint { writer.begin(.faint) }
      writer.write(raw: text.bytes)
      if isFaint { writer.end() }
    }
    writer.line()
  }

  private func writeCarets(under text: FrameLine, _ layout: Layout, to writer: inout TextWriter) {
    writer.blank(layout.indent + 2 + layout.digits)
    writer.write(" │", as: .faint)
    writer.blank(1 + text.markStart)
    writer.write(String(repeating: "^", count: max(1, text.markEnd - text.markStart)), as: severity)
    writer.line()
  }
}

/// One line as it is printed: safe, tabs expanded, cut to a number of columns around its mark.
struct FrameLine {
  private(set) var bytes: [UInt8] = []
  private(set) var isCutLeft = false
  private(set) var isBlank = true
  /// Columns of the mark in `bytes`, from 0; both are where the cut line ends for a mark that is out of sight.
  private(set) var markStart = 0
  private(set) var markEnd = 0

  private static let tabWidth = 4

  /// A character as it is printed.
  private struct Piece {
    /// Byte offset in the file.
    let offset: Int
    let width: Int
    /// Where its bytes end in the scratch buffer.
    let end: Int
  }

  /// Cost: bounded by `columns`, however long the line is.
  init(_ line: Span, mark: Span?, of source: LocatedSource, _ secrets: SecretSpans, columns: Int) {
    let all = source.file.bytes
    let anchor = min(max(Int(mark?.start ?? line.start), Int(line.start)), Int(line.end))
    var low = max(Int(line.start), anchor - 4 * columns)
    while low < anchor, all[low] & 0xC0 == 0x80 { low += 1 }
    let high = min(Int(line.end), anchor + 6 * columns)
    var scratch: [UInt8] = []
    let pieces = Self.pieces(low..<high, of: all, secrets, into: &scratch)

    let total = pieces.reduce(0) { $0 + $1.width }
    var shown = 0..<pieces.count
    let isCut = low > Int(line.start) || high < Int(line.end) || total > columns
    if isCut {
      shown = Self.window(pieces, anchor: anchor, mark: mark, isCutLeft: low > Int(line.start), columns: columns - 2)
    }
    isCutLeft = low > Int(line.start) || shown.lowerBound > 0

    var column = 0
    if isCutLeft {
      bytes.append(contentsOf: "…".utf8)
      column = 1
    }
    let scratchStart = shown.lowerBound == 0 ? 0 : pieces[shown.lowerBound - 1].end
    if let last = shown.last { bytes.append(contentsOf: scratch[scratchStart..<pieces[last].end]) }
    isBlank = bytes.allSatisfy { $0 == 0x20 }
    setMark(mark, pieces[shown], from: column)
    if high < Int(line.end) || shown.upperBound < pieces.count { bytes.append(contentsOf: "…".utf8) }
    while bytes.last == 0x20 { bytes.removeLast() }
  }

  private mutating func setMark(_ mark: Span?, _ pieces: ArraySlice<Piece>, from start: Int) {
    guard let mark else { return }
    var column = start
    var begin: Int?
    var end: Int?
    for piece in pieces {
      if begin == nil, piece.offset >= Int(mark.start) { begin = column }
      if end == nil, piece.offset >= Int(mark.end) { end = column }
      column += piece.width
    }
    markStart = begin ?? column
    markEnd = max(markStart, end ?? column)
  }

  /// The pieces to show of a line too long: from its start where the mark is in sight from there, else from a third of
  /// the width before the mark.
  private static func window(
    _ pieces: [Piece], anchor: Int, mark: Span?, isCutLeft: Bool, columns: Int
  ) -> Range<Int> {
    let index = pieces.firstIndex { $0.offset >= anchor } ?? pieces.count
    let before = pieces[..<index].reduce(0) { $0 + $1.width }
    let markBytes = min(mark?.count ?? 0, columns / 2)
    var start = 0
    if isCutLeft || before + markBytes > columns {
      start = index
      var width = 0
      while start > 0, width + pieces[start - 1].width <= columns / 3 {
        start -= 1
        width += pieces[start].width
      }
    }
    var end = start
    var width = 0
    while end < pieces.count, width + pieces[end].width <= columns {
      width += pieces[end].width
      end += 1
    }
    return start..<max(end, min(start + 1, pieces.count))
  }

  private static func pieces(
    _ range: Range<Int>, of bytes: [UInt8], _ secrets: SecretSpans, into scratch: inout [UInt8]
  ) -> [Piece] {
    var result: [Piece] = []
    result.reserveCapacity(range.count)
    bytes.withUnsafeBufferPointer { buffer in
      let line = UnsafeBufferPointer(rebasing: buffer[range])
      var offset = 0
      var column = 0
      var marks = 0
      while offset < line.count {
        let scalar = DecodedScalar(line, at: offset)
        let at = range.lowerBound + offset
        var width: Int
        if secrets.contains(at) {
          scratch.append(contentsOf: SecretSpans.mask.utf8)
          width = 1
        } else if scalar.value == 0x09 {
          width = tabWidth - column % tabWidth
          scratch.append(contentsOf: repeatElement(0x20, count: width))
        } else if scalar.value == 0xFEFF, at == 0 {
          width = 0  // a byte-order mark, in its one proper place
        } else if VisibleText.startsCommand(line, at: offset) {
          scratch.append(contentsOf: "\\u{".utf8)
          let digits = VisibleText.hexadecimal(UInt32(line[offset]), digits: 1)
          scratch.append(contentsOf: digits.utf8)
          scratch.append(0x7D)
          width = 4 + digits.utf8.count
        } else {
          width = VisibleText.append(scalar, line, at: offset, marks: &marks, to: &scratch)
        }
        column += width
        result.append(Piece(offset: at, width: width, end: scratch.count))
        offset += scalar.length
      }
    }
    return result
  }
}

/// Where the credentials of a file stand: no report shows what is under these spans.
struct SecretSpans {
  static let mask = "•"
  private let spans: [Span]

  /// Sorted, and none touches the next.
  init(_ spans: [Span]) {
    var merged: [Span] = []
    for span in spans.sorted() where !span.isEmpty {
      if let last = merged.last, span.start <= last.end {
        merged[merged.count - 1] = last.union(span)
      } else {
        merged.append(span)
      }
    }
    self.spans = merged
  }

  func contains(_ offset: Int) -> Bool {
    guard !spans.isEmpty else { return false }
    let offset = UInt32(truncatingIfNeeded: offset)
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].contains(offset: offset)
  }

  /// The text under a span, each byte of a secret shown as an asterisk: offsets and columns of ASCII stay true.
  func text(in span: Span, of file: SourceFile) -> String {
    guard !spans.isEmpty else { return file.text(in: span) }
    let start = min(Int(span.start), file.bytes.count)
    let end = min(max(start, Int(span.end)), file.bytes.count)
    let masked = (start..<end).map { contains($0) && file.bytes[$0] != 0x0A ? 0x2A : file.bytes[$0] }
    return String(decoding: masked, as: UTF8.self)
  }
}
