/// What `nodevet --help` says.
enum Help {
  static let text = """
    nodevet audits Node.js projects: what blocks the event loop on a request, where errors vanish, what the repository
    gives away. It executes nothing of the project, opens no network, and writes nothing in it.

    nodevet [audit] [PATH...]      audit projects (PATH: the current folder)
    \(list(AuditCommand.flags))

    nodevet init [PATH]            write a nodevet.json to begin with; --baseline accepts what is there today as well
    nodevet baseline [PATH]        accept what an audit finds today, in nodevet-baseline.txt (--output FILE)
    nodevet config schema          the JSON Schema of nodevet.json
    nodevet config check [PATH]    whether the configuration is right
    nodevet config print [PATH]    what it comes to
    nodevet config explain FILE --rule RULE   why a rule counts as it does there
    nodevet rules [--format json]  the rule book
    nodevet rules test DIR         run the examples of rule pages; without DIR, of nodevet's own
    nodevet explain RULE           one page of the rule book (--format json)
    nodevet deps [PACKAGE]         what dependencies bring; why a package is there, and what would go with it
    \(list(DepsCommand.flags))
    nodevet parse FILE...          syntax only, one line a file
    \(list(ParseCommand.flags))
    nodevet dump WHAT PATH         look at a stage: tokens, tree, scopes of a file; modules, calls, handlers, facts, promises,
                                   flows of a project
    nodevet dump check FILE...     hold the trees of files against what a tree promises
    nodevet completions SHELL      what makes bash, zsh or fish complete nodevet
    nodevet speed FILE...          measure the parser; benchmarks/parse.py reads what it prints

    Exit codes: 0 nothing at or above the threshold and everything examined, 1 findings, 2 usage or configuration,
    3 something could not be examined, 4 internal error.

    """

  private static func list(_ flags: [ArgumentReader.Flag]) -> String {
    flags.map { flag in
      let head = "  \(flag.name)" + (flag.value.map { " \($0)" } ?? "")
      return head + String(repeating: " ", count: max(1, 31 - head.utf8.count)) + flag.help
    }.joined(separator: "\n")
  }
}
