package import JavaScript
package import Semantics
package import SourceText

/// One file while its tree is there: what file-level matching and checks work with.
package struct FileContext {
  /// The audit's number of the file.
  package let file: Int
  package let tree: SyntaxTree
  package let analyzer: FileAnalyzer

  package init(file: Int, tree: SyntaxTree, analyzer: FileAnalyzer) {
    self.file = file
    self.tree = tree
    self.analyzer = analyzer
  }

  /// What several checks work out of the file, alike: the first that asks pays for all.
  ///
  /// - Parameter make: depends on nothing but the file.
  package func fact<Fact>(_ make: () -> Fact) -> Fact {
    let key = ObjectIdentifier(Fact.self)
    if let known = analyzer.facts[key] as? Fact { return known }
    let made = make()
    analyzer.facts[key] = made
    return made
  }

  /// Dotted names of the functions and classes around a function, itself included: `OrderService.load`.
  package func enclosingName(_ function: FunctionID) -> String? {
    var names: [String] = []
    var current = function
    while current != .moduleBody, names.count < 8 {
      let record = analyzer.model[current]
      if record.name.exists { names.append(tree.atoms.text(record.name)) }
      if let owner = record.owner, analyzer.model[owner].name.exists {
        names.append(tree.atoms.text(analyzer.model[owner].name))
      }
      guard record.parent != current else { break }
      current = record.parent
    }
    return names.isEmpty ? nil : names.reversed().joined(separator: ".")
  }

  /// The comments that lie within a span, as a range of `tree.comments`. Cost: two binary searches.
  package func comments(in span: Span) -> UnsafeBufferPointer<Comment>.SubSequence {
    let comments = tree.comments
    let first = lowerBound(comments) { $0.span.start < span.start }
    let end = lowerBound(comments) { $0.span.start < span.end }
    return comments[first..<max(first, end)]
  }

  private func lowerBound(_ comments: UnsafeBufferPointer<Comment>, _ isBefore: (Comment) -> Bool) -> Int {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(comments[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
