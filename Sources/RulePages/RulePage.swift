package import Findings
package import SourceText

/// What an audit needs of a rule page: everything but its examples, which are read from the text when they are run.
///
/// Own pages are read by `RulePageReader` at start-up. Built-in pages were read by it at build time, and come as literals
/// of this type. All spans are byte offsets into `text`.
package struct RulePage: Sendable {
  /// Relative to the folder of rules: `event-loop/sync-call-in-handler.md`.
  package let path: String
  /// The whole page.
  package let text: String
  /// The file name without its extension.
  package let id: String
  /// The folder the page stands in.
  package let category: String

  package let severity: Severity
  package let confidence: Confidence
  /// Spellings of `RuleTag`, in page order.
  package let tags: [String]
  /// Numbers of the Common Weakness Enumeration.
  package let cwe: [Int]
  /// The version that brought the rule.
  package let since: String
  package let appliesTo: [AppliesTo]
  package let logic: Logic
  /// The disguises that the examples of this page are not run in; the page says why.
  package let disguisesExcept: [ExampleDisguise]

  package let title: String
  /// The paragraph under the title, its line breaks turned into blanks.
  package let summary: String
  /// In page order. What an optional section would say is simply not there.
  package let sections: [Section]

  /// How the rule finds what it finds.
  package enum Logic: Sendable {
    /// By the patterns under `## Match`.
    case match(Match)
    /// By a Swift type of this name, beside the page.
    case check(String)
  }

  /// What `## Match` and the front matter say about a rule that lives on its page alone.
  package struct Match: Sendable {
    /// With `$NAME` where captured text goes. Every name is bound by every pattern, or by its `where` with `as $NAME`.
    package let message: String
    /// Name of the metavariable that carries the primary span, without `$`; nil for the whole match.
    package let at: String?
    /// A finding is what any group matches.
    package let groups: [MatchGroup]

    package init(message: String, at: String?, groups: [MatchGroup]) {
      self.message = message
      self.at = at
      self.groups = groups
    }
  }

  /// Which files a rule looks at.
  package enum AppliesTo: String, CaseIterable, Sendable {
    case source
    case tests
    case scripts
    case configuration
  }

  /// A part of the page under a `##` heading.
  package struct Section: Hashable, Sendable {
    package let heading: Heading
    /// From the first character under the heading to the last before the next one, blank lines left out.
    package let span: Span

    package init(_ heading: Heading, _ span: Span) {
      self.heading = heading
      self.span = span
    }

    /// The headings there are, in the order a page has them.
    package enum Heading: String, CaseIterable, Sendable {
      case why = "Why"
      case fix = "Fix"
      case match = "Match"
      case examples = "Examples"
      case limits = "Limits"
      case references = "References"
    }
  }

  package init(
    path: String, text: String, id: String, category: String, severity: Severity, confidence: Confidence,
    tags: [String], cwe: [Int], since: String, appliesTo: [AppliesTo], logic: Logic, disguisesExcept: [ExampleDisguise],
    title: String, summary: String, sections: [Section]
  ) {
    self.path = path
    self.text = text
    self.id = id
    self.category = category
    self.severity = severity
    self.confidence = confidence
    self.tags = tags
    self.cwe = cwe
    self.since = since
    self.appliesTo = appliesTo
    self.logic = logic
    self.disguisesExcept = disguisesExcept
    self.title = title
    self.summary = summary
    self.sections = sections
  }
}

extension RulePage {
  /// The disguises that the examples of this page are run in.
  package var disguises: [ExampleDisguise] { ExampleDisguise.allCases.filter { !disguisesExcept.contains($0) } }

  /// The Markdown of a section; nil where the page does not have it.
  package func markdown(of heading: Section.Heading) -> String? {
    sections.first { $0.heading == heading }.map { text(in: $0.span) }
  }

  /// The page under a span.
  package func text(in span: Span) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: min(Int(span.start), bytes.count))
    let end = bytes.index(start, offsetBy: min(span.count, bytes.distance(from: start, to: bytes.endIndex)))
    return String(text[start..<end])
  }

  /// What reports may know of the rule. Cost: copies the prose.
  package var card: RuleCard {
    RuleCard(
      id: id, category: category, title: title, summary: summary, severity: severity, confidence: confidence,
      tags: tags, cwe: cwe, since: since,
      sections: sections.filter { $0.heading != .match }.map {
        RuleCard.Section(heading: $0.heading.rawValue, markdown: text(in: $0.span))
      })
  }

  /// A problem found in this page by a later reader: the one of patterns, the one of constraints. Cost: one pass over
  /// the page, for the position.
  package func problem(at span: Span, _ message: String) -> PageProblem {
    let position = LineTable(Array(text.utf8)).position(at: span.start)
    return PageProblem(path: path, span: span, position: position, message: message)
  }
}

/// Patterns and the constraints that hold for all of them.
package struct MatchGroup: Hashable, Sendable {
  /// Alternatives; at least one.
  package let patterns: [PatternFence]
  package let constraints: ConstraintFence?

  package init(patterns: [PatternFence], constraints: ConstraintFence?) {
    self.patterns = patterns
    self.constraints = constraints
  }
}

/// A fence under `## Match` that holds JavaScript with metavariables.
package struct PatternFence: Hashable, Sendable {
  package let language: Language
  /// The lines of the fence, the last line end included.
  package let text: String
  /// Where `text` stands in the page.
  package let span: Span

  package enum Language: String, CaseIterable, Sendable {
    case js
    case ts
  }

  package init(language: Language, text: String, span: Span) {
    self.language = language
    self.text = text
    self.span = span
  }
}

/// A `where` fence: one constraint a line.
package struct ConstraintFence: Hashable, Sendable {
  package let text: String
  /// Where `text` stands in the page.
  package let span: Span

  package init(text: String, span: Span) {
    self.text = text
    self.span = span
  }
}
