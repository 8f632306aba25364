/// A command as help and shells tell of it. What it does stands in its own file.
struct CommandEntry {
  let name: String
  /// One line for completions.
  let help: String
  /// How it is called, and what that does.
  let usages: [(call: String, does: String)]
  var flags: [ArgumentReader.Flag] = []
  /// What may follow it; files where there is nothing.
  var words: [String] = []
  /// Whether the help of all commands lists its flags too.
  var showsFlags = false
  /// What its own help says besides.
  var more: String = ""
}

enum CommandTable {
  static let entries: [CommandEntry] = [
    CommandEntry(
      name: "audit", help: "audit a project",
      usages: [("nodevet [audit] [PATH...]", "audit projects (PATH: the current folder)")], flags: AuditCommand.flags,
      showsFlags: true,
      more: """
        Findings go to standard output, everything else to standard error.
        \(Help.exitCodes)
        """),
    CommandEntry(
      name: "init", help: "write a nodevet.json to begin with",
      usages: [
        ("nodevet init [PATH]", "write a nodevet.json to begin with; --baseline accepts what is there today as well")
      ],
      flags: InitCommand.flags, more: "A nodevet.json that is there stays as it is."),
    CommandEntry(
      name: "baseline", help: "accept what an audit finds today",
      usages: [
        ("nodevet baseline [PATH]", "accept what an audit finds today, in nodevet-baseline.txt (--output FILE)")
      ], flags: BaselineCommand.flags,
      more: """
        An audit tells only what is new where nodevet.json names the file ("baseline": "nodevet-baseline.txt"), or
        --baseline does. Run again, it accepts what is there by then; `nodevet --prune` only removes what is fixed.
        """),
    CommandEntry(
      name: "config", help: "look at the configuration",
      usages: [
        ("nodevet config schema", "the JSON Schema of nodevet.json"),
        ("nodevet config check [PATH]", "whether the configuration is right"),
        ("nodevet config print [PATH]", "what it comes to"),
        ("nodevet config explain FILE --rule RULE", "why a rule counts as it does there"),
      ], flags: ConfigCommand.flags, words: ConfigCommand.actions),
    CommandEntry(
      name: "rules", help: "the rule book",
      usages: [
        ("nodevet rules [--format json]", "the rule book"),
        ("nodevet rules test DIR", "run the examples of rule pages; without DIR, of nodevet's own"),
      ], flags: RulesCommand.flags, words: ["test"]),
    CommandEntry(
      name: "explain", help: "one page of the rule book",
      usages: [("nodevet explain RULE", "one page of the rule book (--format json)")], flags: RulesCommand.flags,
      words: CompletionsCommand.rules),
    CommandEntry(
      name: "deps", help: "what dependencies bring",
      usages: [
        ("nodevet deps [PACKAGE]", "what dependencies bring; why a package is there, and what would go with it")
      ], flags: DepsCommand.flags, showsFlags: true,
      more: "Exit codes: 0 told, 1 the package is in no lockfile, 2 usage, 3 a lockfile could not be read."),
    CommandEntry(
      name: "parse", help: "syntax only", usages: [("nodevet parse FILE...", "syntax only, one line a file")],
      flags: ParseCommand.flags, showsFlags: true, more: "Exit codes: 0 all files parse, 1 one does not, 2 usage."),
    CommandEntry(
      name: "dump", help: "look at a stage",
      usages: [
        (
          "nodevet dump WHAT PATH",
          "look at a stage: tokens, tree, scopes of a file; modules, calls, handlers, facts, promises, flows of a project"
        ),
        ("nodevet dump check FILE...", "hold the trees of files against what a tree promises"),
      ], flags: DumpCommand.flags, words: DumpCommand.stages),
    CommandEntry(
      name: "completions", help: "completion for a shell",
      usages: [("nodevet completions SHELL", "what makes bash, zsh or fish complete nodevet")],
      words: CompletionsCommand.shells, more: "The first lines of what it prints say where that goes."),
    CommandEntry(
      name: "speed", help: "measure the parser",
      usages: [("nodevet speed FILE...", "measure the parser; benchmarks/parse.py reads what it prints")],
      flags: SpeedCommand.flags),
  ]

  static func entry(_ name: String) -> CommandEntry? { entries.first { $0.name == name } }
}
