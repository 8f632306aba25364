/// Findings that a team has accepted, to be told of new ones alone.
///
/// One line a finding, sorted: branches that accept different findings merge without a conflict, and a union of both
/// sides is right. Identities are `nodevet/v1`: whoever mends one finding and makes another of the same rule in the same
/// file is told of the new one.
///
///     # nodevet baseline 1 …
///     src/app.js<TAB>sync-call-in-handler<TAB>0123456789abcdef0123456789abcdef:1
///
/// Percent signs and control characters in paths are percent-encoded.
package struct Baseline: Sendable {
  package static let fileName = "nodevet-baseline.txt"
  private static let heading =
    "# nodevet baseline 1: accepted findings, one a line. Written by `nodevet baseline`; lines may be merged and removed."

  /// Sorted, each once.
  package let entries: [BaselineEntry]

  package init(_ entries: some Sequence<BaselineEntry>) {
    let entries = Array(entries)
    // A file that nobody but nodevet wrote is in order.
    let isInOrder = zip(entries, entries.dropFirst()).allSatisfy { $0 < $1 }
    self.entries = isInOrder ? entries : Set(entries).sorted()
  }

  /// The findings must have been given their fingerprints by the audit.
  package init(accepting findings: [Finding]) {
    self.init(findings.compactMap(BaselineEntry.init))
  }

  package var text: String {
    ([Self.heading] + entries.map { "\(Self.encoded($0.path))\t\($0.rule)\t\($0.fingerprint)" })
      .joined(separator: "\n") + "\n"
  }

  // MARK: Reading

  package struct Problem: Error, Hashable, Sendable {
    /// 1-based.
    package let line: Int
    /// One sentence without a full stop.
    package let message: String
  }

  package static func read(_ bytes: [UInt8]) throws(Problem) -> Baseline {
    var entries: [BaselineEntry] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      guard !["<<<<<<<", ">>>>>>>", "======="].contains(where: { line.starts(with: $0.utf8) }) else {
        throw Problem(
          line: index + 1, message: "a conflict of a merge stands here; both sides may stay, the marks may not")
      }
      let parts = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard parts.count == 3, !parts.contains(where: \.isEmpty), let path = decoded(parts[0]) else {
        throw Problem(
          line: index + 1, message: "this is no line of a baseline: PATH, RULE and FINGERPRINT, separated by tabs")
      }
      entries.append(
        BaselineEntry(
          path: path, rule: String(decoding: parts[1], as: UTF8.self),
          fingerprint: String(decoding: parts[2], as: UTF8.self)))
    }
    return Baseline(entries)
  }

  private static func encoded(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x25 || $0 == 0x7F }) || path.hasPrefix("#") || path.isEmpty
    else { return path }
    if path.isEmpty { return "%" }
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for (index, byte) in path.utf8.enumerated() {
      if byte < 0x20 || byte == 0x25 || byte == 0x7F || index == 0 && byte == 0x23 {
        result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
    guard text.contains(0x25) else { return String(decoding: text, as: UTF8.self) }
    if text.count == 1 { return "" }
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        result.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      result.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension BaselineEntry {
  /// nil for a finding that has no fingerprint yet.
  package init?(_ finding: Finding) {
    guard let fingerprint = finding.fingerprint else { return nil }
    self.init(path: finding.path, rule: finding.rule, fingerprint: fingerprint.text)
  }
}
