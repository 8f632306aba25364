import Testing

@testable import SourceText

@Suite("Lines that are new")
struct LineDiffTests {
  private func diff(_ old: String, _ new: String) -> LineDiff {
    // One character a line: easier to read.
    LineDiff(
      from: Array(old.map { "\($0)\n" }.joined().utf8), to: Array(new.map { "\($0)\n" }.joined().utf8))
  }

  @Test("Nothing is new in the same text, and everything in a new file")
  func ends() {
    #expect(diff("abc", "abc").changes.isEmpty)
    #expect(diff("", "abc").newLines == [1..<4])
    #expect(diff("abc", "").changes == [.init(old: 1..<4, new: 1..<1)])
    #expect(LineDiff(from: Array("a\r\nb".utf8), to: Array("a\nb\n".utf8)).changes.isEmpty)
  }

  @Test("Inserted, replaced and deleted lines are told, and the old place of the others")
  func kinds() {
    let inserted = diff("abc", "axbc")
    #expect(inserted.changes == [.init(old: 2..<2, new: 2..<3)])
    #expect(inserted.isNew(line: 2))
    #expect(!inserted.isNew(line: 3))
    #expect((1...4).map(inserted.oldLine) == [1, nil, 2, 3])
    let replaced = diff("abc", "aXYc")
    #expect(replaced.changes == [.init(old: 2..<3, new: 2..<4)])
    #expect(replaced.oldLine(of: 4) == 3)
    #expect(replaced.hasNew(in: 1...2))
    #expect(!replaced.hasNew(in: 4...9))
    let deleted = diff("abcd", "ad")
    #expect(deleted.changes == [.init(old: 2..<4, new: 2..<2)])
    #expect(deleted.newLines.isEmpty)
    #expect(!deleted.isNew(line: 2))
    #expect(deleted.oldLine(of: 2) == 4)
  }

  @Test("A block moved down is new where it is now, and what it passed is not")
  func moved() {
    let moved = diff("12345abcde", "abcde12345")
    #expect(moved.newLines.map(\.count).reduce(0, +) == 5)
  }

  @Test("Lines that repeat are compared as well, with no more edits than are needed")
  func repeated() {
    let diff = diff("xyxyxyxy", "xyxyyxyxy")
    #expect(diff.newLines.map(\.count) == [1])
    #expect(self.diff("abababab", "babababa").newLines.map(\.count) == [1])
  }

  @Test("Whatever the texts, lines that are not new are the old text's, in order")
  func invariants() {
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters = Array("abcdefgh")
    for _ in 0..<500 {
      let alphabet = 1 + random(8)
      let old = (0..<random(14)).map { _ in letters[random(alphabet)] }
      let new = (0..<random(14)).map { _ in letters[random(alphabet)] }
      let diff = diff(String(old), String(new))
      var last = 0
      for line in new.indices {
        guard let oldLine = diff.oldLine(of: line + 1) else {
          #expect(diff.isNew(line: line + 1))
          continue
        }
        #expect(old[oldLine - 1] == new[line])
        #expect(oldLine > last)
        last = oldLine
      }
    }
  }

  @Test("Texts that have nothing in common, or everything many times, come to an end soon")
  func bounds() {
    let left = (0..<20_000).flatMap { Array("\($0 % 7)\n".utf8) }
    let right = (0..<20_000).flatMap { Array("\($0 % 5)\n".utf8) }
    #expect(!LineDiff(from: left, to: right).newLines.isEmpty)
    let other = (0..<20_000).flatMap { Array("other \($0)\n".utf8) }
    #expect(LineDiff(from: left, to: other).newLines == [1..<20_001])
  }
}
