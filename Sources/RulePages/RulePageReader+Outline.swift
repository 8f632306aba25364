import DataFormats
import SourceText

/// The headings of a page and the blocks under them.
struct PageOutline {
  let title: String
  let summary: String
  let sections: [Section]

  struct Section {
    let heading: RulePage.Section.Heading
    let headingSpan: Span
    var blocks: [MarkdownBlock]
    /// From the first block to the last.
    var span: Span
  }

  subscript(heading: RulePage.Section.Heading) -> Section? { sections.first { $0.heading == heading } }
}

extension RulePageReader {
  /// Reads `# Title`, the paragraph under it and the `##` headings, which have one order. Nil without a title.
  mutating func readOutline(from start: Int, hasCheck: Bool) -> PageOutline? {
    var blocks = MarkdownBlocks(reading: bytes, from: start).blocks[...]
    refuseDoubtfulFences(blocks)
    guard case .heading(let title)? = blocks.first, title.level == 1, !title.text.isEmpty else {
      report(blocks.first?.span ?? end, "the front matter is followed by `# Title`")
      return nil
    }
    blocks.removeFirst()
    var summary = ""
    if case .paragraph(let span)? = blocks.first {
      summary = text(span).split(whereSeparator: \.isNewline).joined(separator: " ")
      blocks.removeFirst()
    } else {
      report(title.span, "the title is followed by one paragraph that says what is found")
    }
    let sections = readSections(blocks)
    report(missingFrom: sections, hasCheck: hasCheck)
    return PageOutline(title: text(title.text), summary: summary, sections: sections)
  }

  private mutating func readSections(_ blocks: ArraySlice<MarkdownBlock>) -> [PageOutline.Section] {
    var sections: [PageOutline.Section] = []
    var isUnderUnknown = false
    for block in blocks {
      if case .heading(let heading) = block, heading.level <= 2 || sections.last?.heading != .examples {
        isUnderUnknown = true
        guard let known = readHeading(heading, after: sections) else { continue }
        isUnderUnknown = false
        sections.append(
          PageOutline.Section(
            heading: known, headingSpan: heading.span, blocks: [],
            span: Span(start: heading.span.end, end: heading.span.end)))
      } else if let last = sections.indices.last {
        if isUnderUnknown { continue }
        sections[last].span = sections[last].blocks.isEmpty ? block.span : sections[last].span.union(block.span)
        sections[last].blocks.append(block)
      } else if !isUnderUnknown {
        report(block.span, "between the summary and `## Why` stands nothing")
      }
    }
    for section in sections where section.blocks.isEmpty {
      report(section.headingSpan, "`## \(section.heading.rawValue)` is empty")
    }
    return sections
  }

  /// Nil, and reported, where the heading is not one that may stand here.
  private mutating func readHeading(
    _ heading: MarkdownBlock.Heading, after sections: [PageOutline.Section]
  ) -> RulePage.Section.Heading? {
    let order = RulePage.Section.Heading.allCases
    let name = text(heading.text)
    guard heading.level == 2, let known = RulePage.Section.Heading(rawValue: name) else {
      let names = order.map { "`## \($0.rawValue)`" }.joined(separator: ", ")
      let place = heading.level > 2 ? "; headings of tests stand under `## Examples`" : ""
      report(heading.span, "unknown heading “\(name)” of level \(heading.level); there are \(names)\(place)")
      return nil
    }
    if sections.contains(where: { $0.heading == known }) {
      report(heading.span, "`## \(name)` stands twice")
      return nil
    }
    if let last = sections.last, let before = order.firstIndex(of: last.heading),
      let here = order.firstIndex(of: known),
      here < before
    {
      report(heading.span, "`## \(name)` stands before `## \(last.heading.rawValue)`")
    }
    return known
  }

  private mutating func report(missingFrom sections: [PageOutline.Section], hasCheck: Bool) {
    for heading in RulePage.Section.Heading.allCases {
      let found = sections.first { $0.heading == heading }
      switch heading {
      case .why, .fix, .examples, .limits:
        if found == nil { report(end, "the page has no `## \(heading.rawValue)`") }
      case .match:
        if let found, hasCheck {
          report(found.headingSpan, "a page has `## Match` or names a `check`, not both")
        } else if found == nil, !hasCheck {
          report(end, "the page has no `## Match`, and its front matter names no `check`")
        }
      case .references: break
      }
    }
  }

  /// Fences that a reader of the page would see differently from what we would read.
  private mutating func refuseDoubtfulFences(_ blocks: ArraySlice<MarkdownBlock>) {
    for case .fence(let fence) in blocks {
      if !fence.isClosed { report(Span(start: fence.span.start, end: fence.info.end), "this fence is not closed") }
      if fence.indentation > 0 {
        report(Span(start: fence.span.start, end: fence.info.end), "a fence begins in the first column")
      }
    }
  }
}
