package import SourceText

/// The identity of a finding across edits, `nodevet/v1`.
///
/// Made of the rule, the path and, for a finding with an `identity`, that; for any other the name of what encloses the
/// span and the text of its lines without layout. Equal ones in a file are numbered from 1 in the order of their spans.
/// No line number is in it: lines inserted above, a new indentation, other quotes and a semicolon more or less leave it
/// as it was. The recipe is frozen, because values are kept in baselines; a change needs a new name beside `v1`.
public struct Fingerprint: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64
  package let ordinal: UInt32

  /// 32 hexadecimal digits, a colon, the ordinal.
  public var text: String { Self.digits(high) + Self.digits(low) + ":" + String(ordinal) }

  private static func digits(_ word: UInt64) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}

/// Both values that a report gives each finding, by the index of the finding.
package struct Fingerprints: Sendable {
  package struct Entry: Hashable, Sendable {
    /// What GitHub reads as `primaryLocationLineHash`. For a finding with an `identity` it is made of rule, path and
    /// identity instead of the line: the line's own value looks ahead a hundred characters, so in a manifest an update
    /// of the next dependency would close this finding and open it anew. The upload action warns of the difference.
    package let lineHash: LineHash
    package let fingerprint: Fingerprint
  }

  private let entries: [Entry]

  package subscript(index: Int) -> Entry { entries[index] }

  /// Cost: one pass over each file that findings point into, and one digest for each finding.
  package init(of findings: [Finding], sources: [String: SourceFile]) {
    let none = Entry(lineHash: LineHash(hash: 0, occurrence: 1), fingerprint: Fingerprint(high: 0, low: 0, ordinal: 1))
    var entries = [Entry](repeating: none, count: findings.count)
    var indicesByPath: [String: [Int]] = [:]
    for (index, finding) in findings.enumerated() { indicesByPath[finding.path, default: []].append(index) }
    for (path, indices) in indicesByPath {
      let inOrder = indices.sorted {
        findings[$0].span == findings[$1].span ? $0 < $1 : findings[$0].span < findings[$1].span
      }
      var maker = FileFingerprints(sources[path])
      for index in inOrder { entries[index] = maker.entry(for: findings[index]) }
    }
    self.entries = entries
  }
}

/// Fingerprints of the findings of one file, asked in the order of their spans.
private struct FileFingerprints {
  private let source: SourceFile?
  private let table: LineTable?
  private var hashes: LineHashes?
  private var ordinals: [Digest: UInt32] = [:]

  private struct Digest: Hashable {
    var high: UInt64
    var low: UInt64
  }

  init(_ source: SourceFile?) {
    self.source = source
    table = source?.lineTable()
  }

  mutating func entry(for finding: Finding) -> Fingerprints.Entry {
    // Given by the audit, which knew the findings that are left out of the report: ordinals count those too.
    if let known = finding.fingerprint {
      let digest = Digest(high: known.high, low: known.low)
      return Fingerprints.Entry(lineHash: lineHash(of: finding, digest, known.ordinal), fingerprint: known)
    }
    let digest = digest(of: finding)
    let ordinal = (ordinals[digest] ?? 0) + 1
    ordinals[digest] = ordinal
    return Fingerprints.Entry(
      lineHash: lineHash(of: finding, digest, ordinal),
      fingerprint: Fingerprint(high: digest.high, low: digest.low, ordinal: ordinal))
  }

  private mutating func lineHash(of finding: Finding, _ digest: Digest, _ ordinal: UInt32) -> LineHash {
    guard finding.identity == nil, let source, let table else {
      return LineHash(hash: digest.high, occurrence: ordinal)
    }
    let hashes = self.hashes ?? LineHashes(source.bytes)
    self.hashes = hashes
    return hashes.value(ofLine: table.line(at: finding.span.start))
  }

  private func digest(of finding: Finding) -> Digest {
    var hash = SHA256()
    // A zero byte ends each part, so that no two lists of parts read alike.
    func add(_ part: some Sequence<UInt8>) {
      hash.update(part)
      hash.update(0)
    }
    add("nodevet/v1".utf8)
    add(finding.rule.utf8)
    add(finding.path.utf8)
    if let identity = finding.identity {
      add("identity".utf8)
      add(identity.utf8)
    } else {
      add((finding.enclosing ?? "").utf8)
      if let source, let table {
        add(NormalisedText.bytes(around: finding.span, hiding: finding.secrets, in: source.bytes, table))
      } else {
        add(finding.message.utf8)
      }
    }
    let (high, low) = hash.finish()
    return Digest(high: high, low: low)
  }
}

/// Source text without what a formatter may change.
enum NormalisedText {
  /// Lines longer than this in all are represented by the span itself: a minified file has one line.
  private static let longestLines = 512

  /// The lines that a span touches, normalised; secrets are left out, so that no fingerprint can be used to guess one.
  static func bytes(around span: Span, hiding secrets: [Span], in bytes: [UInt8], _ table: LineTable) -> [UInt8] {
    let first = table.span(ofLine: table.line(at: span.start))
    let last = table.span(ofLine: table.line(at: span.isEmpty ? span.start : span.end - 1))
    var range = first.union(last)
    if range.count > longestLines { range = Span(Int(span.start), min(Int(span.end), Int(span.start) + longestLines)) }
    let start = min(Int(range.start), bytes.count)
    let end = max(start, min(Int(range.end), bytes.count))
    guard !secrets.isEmpty else { return normalised(bytes[start..<end]) }
    let kept = (start..<end).lazy.filter { offset in
      !secrets.contains { $0.contains(offset: UInt32(truncatingIfNeeded: offset)) }
    }
    return normalised(kept.map { bytes[$0] }[...])
  }

  /// One blank between words that layout separated, none elsewhere; one kind of quote; no `;` or `,` at the end.
  static func normalised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var sawBlank = false
    for byte in bytes {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        sawBlank = true
        continue
      }
      if sawBlank, isWord(byte), let last = result.last, isWord(last) { result.append(0x20) }
      sawBlank = false
      result.append(byte == 0x27 ? 0x22 : byte)
    }
    while let last = result.last, last == 0x3B || last == 0x2C { result.removeLast() }
    return result
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...0xFF: true
    default: false
    }
  }
}
