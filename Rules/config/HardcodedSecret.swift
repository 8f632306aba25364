import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports credentials that stand in the source or in a committed configuration file. The promise is on the page beside
/// this file.
struct HardcodedSecret: SurveyCheck, PreparedCheck {
  /// What a file says of one place.
  enum Note: Sendable {
    /// It says by itself what it opens.
    case found(TokenScan.Found)
    /// A literal that is named like a secret and looks made.
    case named(NamedSecret)
    /// A value that is used as a credential.
    case used(UsedSecret)
  }

  struct NamedSecret: Sendable {
    var span: Span
    var name: String
    var shown: String
    /// What a password was turned into, and not the password.
    var isDigest = false
  }

  struct UsedSecret: Sendable {
    var value: ValueID
    /// The member of the value that is the credential.
    var member: String?
    var place: Span
    var kind: SecretNames.Kind
    var what: String
    var isCertain: Bool
    var isDevelopment: Bool
    /// What stands beside it says that little lies behind.
    var opensLittle: Bool
    /// The key that signs cookies where somebody asks for it, with cookie-parser.
    var isForCookies: Bool
  }

  let interests = FileInterests(
    kinds: [.stringLiteral, .templateLiteral, .callExpression, .newExpression, .assignmentExpression, .program])

  /// Of browsers' code only what says by itself what it opens is told.
  var looksAtFrontEnds: Bool { true }

  /// `mysql://my-user:my-password@…`
  private func isPlaceholder(_ text: String) -> Bool {
    ["-", "_"].contains { text.holds("://my" + $0) && text.holds(":my" + $0) }
  }

  /// A text of several lines that explains a command: `Usage: serve [options] … Example: "redis://:secret@…"`.
  private func isInHelp(_ span: Span, _ nodes: FileNodes, _ file: FileContext) -> Bool {
    (nodes[.stringLiteral] + nodes[.templateLiteral]).contains { literal in
      let whole = file.tree.span(literal)
      guard whole.contains(span), whole.count > span.count + 40 else { return false }
      let text = file.tree.text(in: Span(start: whole.start, end: span.start)).lowercased()
      return text.contains(where: \.isNewline) && ["usage:", "example:", "e.g."].contains { text.holds($0) }
    }
  }

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let path = ConfigurationPath(file.analyzer.model.path)
    let bytes = UnsafeBufferPointer(start: file.tree.source, count: file.tree.sourceCount)
    var notes = TokenScan.credentials(in: bytes).compactMap { found -> Note? in
      var found = found
      let isAddress = found.kind == .address || found.kind == .weakAddress
      if isAddress, isInHelp(found.span, nodes, file) { return nil }
      if isAddress, let comment = file.comments(around: found.span) {
        // `@example smtps://user:pass@smtp.gmail.com`
        let text = String(decoding: bytes[Int(comment.start)..<Int(comment.end)], as: UTF8.self).lowercased()
        if ["example", "e.g.", "for instance", "```"].contains(where: { text.holds($0) }) || isPlaceholder(text) {
          return nil
        }
        // It may be an example as well.
        found.kind = .weakAddress
      }
      // `{ development: { connection: "postgres://postgres:1994@localhost/shop" } }` opens the own machine.
      if found.kind == .weakAddress, isForDevelopment(found.span, file, nodes) { return nil }
      return .found(found)
    }
    guard !path.isTemplate, !path.isTest else { return notes }
    let search = SecretLiterals(Environment.of(file))
    // What a value is used as says more than its name.
    notes += search.used(nodes).map { Note.used($0) }
    notes += search.named(nodes).map { Note.named($0) }
    return notes
  }

  private func isForDevelopment(_ span: Span, _ file: FileContext, _ nodes: FileNodes) -> Bool {
    let literals = nodes[.stringLiteral] + nodes[.templateLiteral]
    return literals.first { file.tree.span($0).contains(span) }
      .map { Environment.of(file).isDevelopmentOnly($0) } ?? false
  }

  func prepare(_ project: Project) { _ = ConfigurationTexts.of(project) }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    var verdicts = SecretVerdicts(program: program, project: project)
    for file in surveyed {
      for note in file.notes { verdicts.consider(note, in: file.file) }
    }
    for text in ConfigurationTexts.of(project).texts { verdicts.consider(text) }
    verdicts.report(&reporter)
  }
}

extension FileContext {
  /// The comment that holds the span, from the first of the comments that stand line below line in front of it.
  /// Cost: one pass over the comments.
  fileprivate func comments(around span: Span) -> Span? {
    let comments = tree.comments
    guard let last = comments.firstIndex(where: { $0.span.contains(span) }) else { return nil }
    var first = last
    while first > 0, last - first < 12 {
      let gap = Span(start: comments[first - 1].span.end, end: comments[first].span.start)
      guard gap.count < 200, tree.text(in: gap).allSatisfy(\.isWhitespace) else { break }
      first -= 1
    }
    return Span(start: comments[first].span.start, end: comments[last].span.end)
  }
}

/// What is to be said about each place, by the strongest evidence.
private struct SecretVerdicts {
  private struct Place: Hashable, Comparable {
    var path: String
    var span: Span

    static func < (left: Place, right: Place) -> Bool {
      left.path == right.path ? left.span < right.span : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
  }

  private struct Verdict {
    var severity: Severity
    var message: String
    var secret: Span
    var evidence: [EvidenceStep] = []
  }

  private let program: Program
  private let project: Project
  private var verdicts: [Place: Verdict] = [:]

  /// `res.cookie("id", id, { signed: true })`
  private lazy var signsCookies = program.files.contains { file in
    file.values.contains { value in
      value.kind == .object && file.properties(of: value).contains { program.text($0.name) == "signed" }
    }
  }

  init(program: Program, project: Project) {
    self.program = program
    self.project = project
  }

  mutating func consider(_ note: HardcodedSecret.Note, in file: FileIndex) {
    let path = program[file].path
    let role = program.role(of: file).role
    guard project.isAudited(path), !ShowcaseFolders.hold(path, project) || role == .test else { return }
    switch note {
    case .found(let found):
      if !isServed(role), found.kind == .weakAddress || role == .frontend && found.kind == .key { return }
      consider(found, in: path, isTest: role == .test)
    case .named(let named):
      guard isServed(role) else { return }
      add(
        Verdict(
          severity: named.isDigest || ConfigurationPath(path).isDevelopment ? .note : .warning,
          message: "\(named.name) (\(named.shown)) stands in the source", secret: named.span),
        at: named.span, in: path)
    case .used(let used):
      guard isServed(role) else { return }
      consider(used, in: file)
    }
  }

  private func isServed(_ role: FileRole) -> Bool {
    switch role {
    case .server, .shared, .worker, .library, .build: true
    case .generated, .vendored, .test, .migration, .script, .frontend, .declaration: false
    }
  }

  mutating func consider(_ text: ConfigurationText) {
    for found in text.found { consider(found, in: text.path, isTest: text.isTest) }
    for named in text.named {
      add(
        Verdict(
          severity: .warning, message: "\(named.name) (\(named.shown)) stands in \(text.name)", secret: named.span),
        at: named.span, in: text.path)
    }
  }

  private mutating func consider(_ found: TokenScan.Found, in path: String, isTest: Bool) {
    if isTest, found.kind != .token { return }
    let shown = found.shown.isEmpty ? "" : " (\(found.shown))"
    let isWeak = isTest || found.kind == .weakAddress
    add(
      Verdict(
        severity: isWeak ? .warning : .error, message: "\(found.meaning)\(shown) stands in the source",
        secret: found.secret),
      at: found.span, in: path)
  }

  private mutating func consider(_ used: HardcodedSecret.UsedSecret, in file: FileIndex) {
    let known =
      program.literal(of: used.value, in: file, member: used.member)
      ?? (used.member == nil
        ? ConfigurationFactories.of(program, project).literal(of: used.value, in: file, program) : nil)
    guard let literal = known, !literal.text.isEmpty else { return }
    let path = program[literal.file].path
    let role = program.role(of: literal.file).role
    guard project.isAudited(path), isServed(role), !ConfigurationPath(path).isDevelopment || role == .server,
      let judged = SecretUse.severity(of: literal.text, used)
    else { return }
    let isElsewhere = literal.file != file || !used.place.contains(literal.span)
    let evidence =
      isElsewhere
      ? [
        EvidenceStep(path: path, span: literal.span, message: "the value stands here"),
        EvidenceStep(path: program[file].path, span: used.place, message: "used as \(used.what)"),
      ] : []
    let unloadable = UnloadableFiles.of(program, project)
    let signsNothing =
      used.isForCookies && SpokenNames.of(program).lack(["signedCookies", "signedCookie"]) && !signsCookies
    let opensLittle = used.opensLittle || standsBesideSandbox(literal) || isShownByScript(literal, role)
    let isIdle = used.isDevelopment || signsNothing || unloadable.contain(file)
    let shown = SecretValues.shown(literal.text)
    add(
      Verdict(
        severity: isIdle ? .note : opensLittle ? min(judged, .warning) : judged,
        message: "\(used.what) (\(shown)) is a literal in the source"
          + (signsNothing ? ", and no cookie is signed with it" : unloadable.words(on: file)),
        secret: literal.span, evidence: evidence),
      at: literal.span, in: path)
  }

  /// `change-me-in-production` in a file that nothing loads and that gives nothing to others: a script that somebody ran.
  private func isShownByScript(_ literal: ProgramLiteral, _ role: FileRole) -> Bool {
    role == .shared && program[literal.file].exports.isEmpty
      && literal.text.count > 12 && SecretNames.isPlaceholder(literal.text, for: "")
      && !ImportedFiles.of(program, project).contain(literal.file)
  }

  /// `{ key: "…", endpoint: "https://sandbox.pay.example/v2" }`: where others may try what a provider does.
  private func standsBesideSandbox(_ literal: ProgramLiteral) -> Bool {
    let file = program[literal.file]
    return file.values.contains { value in
      guard value.kind == .object, value.span.contains(literal.span) else { return false }
      let texts = file.properties(of: value).map { file[$0.value] }.filter { $0.kind == .string }
      return texts.contains { $0.span == literal.span }
        && texts.contains { Addresses.isSandbox(program.text(Atom($0.a))) }
    }
  }

  /// Of several for one place, or one inside another, the most severe is told.
  private mutating func add(_ verdict: Verdict, at span: Span, in path: String) {
    let place = Place(path: path, span: span)
    if let known = verdicts[place], known.severity >= verdict.severity { return }
    verdicts[place] = verdict
  }

  func report(_ reporter: inout Reporter) {
    var told: [Place: Verdict] = [:]
    for (place, verdict) in verdicts {
      let isCovered = verdicts.contains { other, more in
        other.path == place.path && other.span != place.span
          && (place.span.contains(other.span) && more.severity >= verdict.severity
            || other.span.contains(place.span) && more.severity > verdict.severity)
      }
      if !isCovered { told[place] = verdict }
    }
    for place in told.keys.sorted() {
      guard let verdict = told[place] else { continue }
      reporter.report(
        at: place.span, in: place.path, verdict.message, severity: verdict.severity,
        confidence: verdict.severity == .error ? .high : .medium, evidence: verdict.evidence,
        secrets: [verdict.secret])
    }
  }
}

/// Judges a value that is used as a credential.
enum SecretUse {
  /// Nil where it is none.
  static func severity(of value: String, _ used: HardcodedSecret.UsedSecret) -> Severity? {
    if value.allSatisfy(\.isWhitespace) || value.holds("BEGIN PUBLIC") || value.holds("BEGIN CERTIFICATE")
      || value.holds("${")
    {
      return nil
    }
    switch used.kind {
    // Nobody reads a file there: the path itself is the key.
    case .trusted: return .error
    case .presented: if SecretNames.isPath(value) { return nil }
    }
    let text =
      value.hasPrefix("Bearer ") || value.hasPrefix("Basic ") ? String(value.drop { $0 != " " }.dropFirst()) : value
    if SecretNames.isPlaceholder(text, for: "") || SecretValues.isReference(text) || text.holds(" ")
      || Addresses.parts(of: text) != nil
    {
      return nil
    }
    if SecretNames.isUsual(text) { return used.isCertain ? .warning : nil }
    let isTestKey =
      text.hasPrefix("sk_test_") || text.hasPrefix("rk_test_") || text.hasPrefix("pk_") || isOfDevelopment(text)
    if isTestKey { return text.hasPrefix("pk_") ? nil : .warning }
    if SecretValues.isMade(text) { return .error }
    guard used.isCertain, text.count >= 6 else { return nil }
    return SecretValues.hasWeakWord(text) ? .warning : .error
  }

  /// `xnd_development_…` of Xendit, as it stands or in the base64 of a header.
  private static func isOfDevelopment(_ text: String) -> Bool {
    text.hasPrefix("xnd_development_") || text.hasPrefix("eG5kX2RldmVsb3BtZW50X")
  }
}
