package import SourceText

/// The expectation `//~ text` at the end of an example's line: a finding begins on this line, and its message contains
/// the text.
///
/// `#~ text` says the same; `//~^ text` speaks of the line above, with one more `^` for each line further up. A line may
/// carry several markers, one for each finding. A marker begins its line or stands behind a blank, so that `https://~x`
/// is none. Markers are cut out of the file before anything reads it, with the blanks in front of them: what is analysed
/// is the plain file, in any language, JSON included, and lines and columns stay what they are on the page.
package struct FindingMarker: Hashable, Sendable {
  /// 1-based line of the example's file that the finding begins on.
  package var line: Int
  /// A part of the finding's message.
  package let text: String
  /// Where the marker stands in the page.
  package let span: Span
}

/// A fence's lines, divided into the file and what is expected of it.
struct MarkedText {
  var bytes: [UInt8] = []
  var markers: [FindingMarker] = []
  var problems: [(span: Span, message: String)] = []

  /// - Parameter content: the lines of the fence in `page`.
  init(_ content: Span, of page: [UInt8]) {
    bytes.reserveCapacity(content.count)
    var start = Int(content.start)
    var line = 1
    while start < Int(content.end) {
      let next = page[start..<Int(content.end)].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? Int(content.end)
      read(line: line, page, start, next)
      start = next
      line += 1
    }
  }

  private mutating func read(line: Int, _ page: [UInt8], _ start: Int, _ next: Int) {
    var end = next
    while end > start, page[end - 1] == UInt8(ascii: "\n") || page[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let signs = Self.signs(page, start, end)
    guard let first = signs.first else {
      bytes += page[start..<next]
      return
    }
    bytes += page[start..<Self.withoutTrailingBlanks(page, start, first.at)]
    bytes += page[end..<next]
    for (index, sign) in signs.enumerated() {
      let stop = index + 1 < signs.count ? signs[index + 1].at : end
      readMarker(sign, line: line, page, upTo: Self.withoutTrailingBlanks(page, sign.at, stop))
    }
  }

  private mutating func readMarker(_ sign: Sign, line: Int, _ page: [UInt8], upTo end: Int) {
    let span = Span(sign.at, end)
    var at = min(sign.at + sign.length, end)
    var line = line
    while at < end, page[at] == UInt8(ascii: "^") {
      line -= 1
      at += 1
    }
    let text = at
    while at < end, Self.isBlank(page[at]) { at += 1 }
    if at == end {
      problems.append((span, "a marker names a part of the message: `//~ text`"))
    } else if at == text {
      problems.append((span, "a blank stands between a marker and its text"))
    } else if line < 1 {
      problems.append((span, "the marker points above the first line of its fence"))
    } else {
      markers.append(FindingMarker(line: line, text: String(decoding: page[at..<end], as: UTF8.self), span: span))
    }
  }

  private struct Sign {
    let at: Int
    let length: Int
  }

  private static func signs(_ page: [UInt8], _ start: Int, _ end: Int) -> [Sign] {
    var found: [Sign] = []
    for at in start..<end where at == start || isBlank(page[at - 1]) {
      let rest = page[at..<end]
      if rest.starts(with: "//~".utf8) {
        found.append(Sign(at: at, length: 3))
      } else if rest.starts(with: "#~".utf8) {
        found.append(Sign(at: at, length: 2))
      }
    }
    return found
  }

  private static func withoutTrailingBlanks(_ page: [UInt8], _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, isBlank(page[end - 1]) { end -= 1 }
    return end
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
