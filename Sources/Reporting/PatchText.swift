import SourceText

/// Changes of files as a patch that `git apply` and `patch -p1` take.
package enum PatchText {
  private static let context = 3

  /// - Parameter old: nil for a file that is new.
  package static func bytes(path: String, old: [UInt8]?, new: [UInt8]) -> [UInt8] {
    var patch: [UInt8] = []
    func line(_ text: String) { patch += Array(text.utf8) + [0x0A] }
    line("diff --git \(quoted("a/" + path)) \(quoted("b/" + path))")
    if old == nil { line("new file mode 100644") }
    line(old == nil ? "--- /dev/null" : "--- \(quoted("a/" + path))")
    line("+++ \(quoted("b/" + path))")
    let before = lines(old ?? [])
    let after = lines(new)
    for hunk in hunks(changes(old ?? [], new, before, after), before.count, after.count) {
      line("@@ -\(range(hunk.old)) +\(range(hunk.new)) @@")
      patch += body(hunk, before, after)
    }
    return patch
  }

  private struct Hunk {
    /// 0-based, half-open.
    var old: Range<Int>
    var new: Range<Int>
    var changes: [(old: Range<Int>, new: Range<Int>)]
  }

  /// Lines with their ends, as git counts them: a lone CR ends none.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func changes(
    _ old: [UInt8], _ new: [UInt8], _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]
  ) -> [(old: Range<Int>, new: Range<Int>)] {
    // `LineDiff` takes a lone CR for a line end, and one end for another: then all is replaced.
    func isPlain(_ bytes: [UInt8]) -> Bool {
      bytes.indices.allSatisfy { bytes[$0] != 0x0D || $0 + 1 < bytes.count && bytes[$0 + 1] == 0x0A }
    }
    guard isPlain(old), isPlain(new), old.contains(0x0D) == new.contains(0x0D) else {
      return [(0..<before.count, 0..<after.count)]
    }
    var result = LineDiff(from: old, to: new).changes.map { change in
      (
        old: change.old.lowerBound - 1..<change.old.upperBound - 1,
        new: change.new.lowerBound - 1..<change.new.upperBound - 1
      )
    }
    // A last line without its end is another line to git, and the same to `LineDiff`.
    for isOld in [true, false] {
      let last = (isOld ? before : after).count - 1
      let isChanged = result.contains { (isOld ? $0.old : $0.new).contains(last) }
      guard last >= 0, !isChanged else { continue }
      let above = result.last { (isOld ? $0.old : $0.new).upperBound <= last }
      let shift = above.map { $0.new.upperBound - $0.old.upperBound } ?? 0
      let (left, right) = isOld ? (last, last + shift) : (last - shift, last)
      if before[left] != after[right] { result.append((left..<left + 1, right..<right + 1)) }
    }
    return joined(result.sorted { $0.old.lowerBound < $1.old.lowerBound })
  }

  /// Changes that touch are one.
  private static func joined(
    _ changes: [(old: Range<Int>, new: Range<Int>)]
  ) -> [(old: Range<Int>, new: Range<Int>)] {
    var result: [(old: Range<Int>, new: Range<Int>)] = []
    for change in changes {
      if let last = result.last, last.old.upperBound == change.old.lowerBound {
        result[result.count - 1] = (
          last.old.lowerBound..<change.old.upperBound, last.new.lowerBound..<change.new.upperBound
        )
      } else {
        result.append(change)
      }
    }
    return result
  }

  private static func hunks(
    _ changes: [(old: Range<Int>, new: Range<Int>)], _ oldCount: Int, _ newCount: Int
  ) -> [Hunk] {
    var hunks: [Hunk] = []
    for change in changes {
      let old = max(0, change.old.lowerBound - context)..<min(oldCount, change.old.upperBound + context)
      let new = max(0, change.new.lowerBound - context)..<min(newCount, change.new.upperBound + context)
      if let last = hunks.last, last.old.upperBound >= old.lowerBound {
        hunks[hunks.count - 1].old = last.old.lowerBound..<old.upperBound
        hunks[hunks.count - 1].new = last.new.lowerBound..<new.upperBound
        hunks[hunks.count - 1].changes.append(change)
      } else {
        hunks.append(Hunk(old: old, new: new, changes: [change]))
      }
    }
    return hunks
  }

  private static func body(_ hunk: Hunk, _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]) -> [UInt8] {
    var result: [UInt8] = []
    func add(_ mark: UInt8, _ lines: ArraySlice<ArraySlice<UInt8>>) {
      for line in lines {
        result.append(mark)
        result += line
        if line.last != 0x0A { result += Array("\n\\ No newline at end of file\n".utf8) }
      }
    }
    var place = hunk.old.lowerBound
    for change in hunk.changes {
      add(0x20, before[place..<change.old.lowerBound])
      add(0x2D, before[change.old])
      add(0x2B, after[change.new])
      place = change.old.upperBound
    }
    add(0x20, before[place..<hunk.old.upperBound])
    return result
  }

  /// A range of no lines is named by the line before it.
  private static func range(_ range: Range<Int>) -> String {
    let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
    return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
  }

  /// As git quotes paths: only where something in them is not plain.
  private static func quoted(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 >= 0x7F }) else { return path }
    var result = "\""
    for byte in path.utf8 {
      switch byte {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
      }
    }
    return result + "\""
  }
}
