import SourceText

/// What `nodevet --help` says of all commands, and `nodevet COMMAND --help` of one.
enum Help {
  private static let width = 118
  private static let column = 31

  static let exitCodes = """
    Exit codes: 0 nothing at or above the threshold and everything examined, 1 findings, 2 usage or configuration,
    3 something could not be examined, 4 internal error.
    """

  static var text: String {
    """
    nodevet audits Node.js projects: what blocks the event loop on a request, where errors vanish, what the repository
    gives away. It executes nothing of the project, opens no network, and writes nothing in it unasked.

    \(commands)
    nodevet COMMAND --help         the flags of one command
    nodevet --version              which nodevet this is; --verbose: of when its tables are

    \(exitCodes)

    """
  }

  private static var commands: String {
    CommandTable.entries.map { command in
      let flags = command.showsFlags ? list(command.flags) : ""
      return usages(of: command) + flags + (command.name == "audit" ? "\n" : "")
    }.joined()
  }

  static func text(of command: CommandEntry) -> String {
    usages(of: command) + (command.flags.isEmpty ? "" : "\n" + list(command.flags))
      + (command.more.isEmpty ? "" : "\n" + command.more + "\n")
  }

  private static func usages(of command: CommandEntry) -> String {
    command.usages.map { row($0.call, $0.does) }.joined()
  }

  private static func list(_ flags: [ArgumentReader.Flag]) -> String {
    flags.map { flag in row("  \(flag.name)" + (flag.value.map { " \($0)" } ?? ""), flag.help) }.joined()
  }

  /// Two columns; what is too long for the first moves the second, for this row alone.
  private static func row(_ head: String, _ text: String) -> String {
    let start = max(column, head.utf8.count + 2)
    return head + String(repeating: " ", count: start - head.utf8.count) + wrapped(text, from: start) + "\n"
  }

  /// Lines of at most `width`, the second and later ones in the second column.
  private static func wrapped(_ text: String, from start: Int) -> String {
    var result = ""
    var place = start
    for word in text.parts(between: " ") {
      if !result.isEmpty, place + 1 + word.utf8.count > width {
        result += "\n" + String(repeating: " ", count: column)
        place = column
      } else if !result.isEmpty {
        result += " "
        place += 1
      }
      result += word
      place += word.utf8.count
    }
    return result
  }
}
