/// Suggestions for misspelt words.
package enum Spelling {
  /// The candidate with the fewest edits, if they are few.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    // Longer words are no slips, and would take their length squared.
    guard word.utf8.count <= 100 else { return nil }
    let ranked = candidates.map { (candidate: $0, distance: distance(word, $0)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(2, word.count / 3) else {
      return nil
    }
    return best.candidate
  }

  /// Insertions, deletions and replacements that lead from one word to the other.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.utf8)
    var row = Array(0...right.count)
    for (index, letter) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let replaced = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
