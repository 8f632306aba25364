import Auditing
import Reporting

/// `nodevet completions SHELL`: what makes a shell complete nodevet's commands, flags and rules.
enum CompletionsCommand {
  static let shells = ["bash", "zsh", "fish"]

  static func run(_ arguments: [String]) throws(UsageError) -> ExitCode {
    let reader = try ArgumentReader(arguments, flags: [])
    guard let shell = reader.operands.first, reader.operands.count == 1 else {
      throw UsageError.missingOperand("the shell (\(shells.joined(separator: ", ")))")
    }
    switch shell {
    case "bash": Console.write(bash())
    case "zsh": Console.write(zsh())
    case "fish": Console.write(fish())
    default: throw UsageError.badValue(shell, of: "completions", allowed: shells.joined(separator: ", "))
    }
    return .clean
  }

  private static let names = RuleSelection.names()
  static var rules: [String] { names.filter { !$0.contains("/") } }

  private static var commands: [CommandEntry] { CommandTable.entries.filter { $0.name != "speed" } }

  /// What a flag's value may be; nil where files fit.
  private static func words(of flag: String, for command: String) -> [String]? {
    switch flag {
    case "--format": command == "audit" ? ReportFormat.allCases.map(\.rawValue) : ["text", "json"]
    case "--report": ReportFormat.allCases.map { $0.rawValue + "=" }
    case "--fail-on": ["error", "warning", "note", "never"]
    case "--only", "--skip", "--rule": rules
    case "--preset": Preset.allCases.map(\.rawValue)
    case "--color": ["always", "never", "auto"]
    case "--goal": ParseCommand.goals
    case "--lang": ParseCommand.languages
    default: nil
    }
  }

  // MARK: Shells

  private static func bash() -> String {
    let cases = commands.map { command in
      let words = (command.flags.map(\.name) + ["--help"] + command.words).joined(separator: " ")
      let values = command.flags.compactMap { flag in
        self.words(of: flag.name, for: command.name).map { "\(flag.name)) values='\($0.joined(separator: " "))' ;;" }
      }
      let choice =
        values.isEmpty ? "" : "; case \"$previous\" in\n      \(values.joined(separator: "\n      "))\n    esac"
      return "    \(command.name)) words='\(words)'\(choice) ;;"
    }
    return """
      # nodevet completions bash > /etc/bash_completion.d/nodevet
      _nodevet() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"
        local words='' values='' commands='\(commands.map(\.name).joined(separator: " "))'
        # Bash takes --flag=value for three words.
        if [ "$current" = = ]; then current=''; elif [ "$previous" = = ]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi
        case " $commands " in *" $command "*) ;; *) command=audit ;; esac
        case "$command" in
      \(cases.joined(separator: "\n"))
        esac
        if [ -n "$values" ]; then
          if [ "$previous" = --report ]; then compopt -o nospace 2> /dev/null; fi
          COMPREPLY=($(compgen -W "$values" -- "$current"))
          return
        fi
        if [ "$COMP_CWORD" -eq 1 ]; then words="$commands $words --version"; fi
        COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
      }
      complete -o filenames -F _nodevet nodevet

      """
  }

  private static func zsh() -> String {
    let described = commands.map { "    '\($0.name):\(quoted($0.help))'" }
    let byCommand = commands.map { command in
      var specifications = command.flags.map { flag -> String in
        let value =
          flag.value.map { value in
            words(of: flag.name, for: command.name).map { ":\(value):(\($0.joined(separator: " ")))" }
              ?? ":\(value):_files"
          } ?? ""
        return "'*\(flag.name)[\(quoted(flag.help))]\(value)'"
      }
      specifications.append("'--help[what it does, and its flags]'")
      specifications.append(
        command.words.isEmpty ? "'*:path:_files'" : "'*:what:(\(command.words.joined(separator: " ")))'")
      return "    \(command.name)) _arguments \(specifications.joined(separator: " \\\n      ")) ;;"
    }
    return """
      #compdef nodevet
      # nodevet completions zsh > ~/.zfunc/_nodevet, with ~/.zfunc in fpath
      _nodevet() {
        local -a commands
        commands=(
      \(described.joined(separator: "\n"))
        )
        if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
          _describe 'command' commands
          _files
          return
        fi
        local command=$words[2]
        if (( ! ${commands[(I)$command:*]} )); then command=audit; else shift words; (( CURRENT-- )); fi
        case $command in
      \(byCommand.joined(separator: "\n"))
        esac
      }
      # Run from fpath on demand, or read by the shell.
      if [ "${funcstack[1]}" = _nodevet ]; then _nodevet "$@"; else compdef _nodevet nodevet; fi

      """
  }

  /// Inside single quotes and brackets.
  private static func quoted(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "'": result += "'\\''"
      case ":", "[", "]": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }

  private static func fish() -> String {
    let all = commands.map(\.name).joined(separator: " ")
    var lines = ["# nodevet completions fish > ~/.config/fish/completions/nodevet.fish"]
    func help(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }
    for command in commands {
      lines.append("complete -c nodevet -n __fish_use_subcommand -a \(command.name) -d \(help(command.help))")
      let condition =
        command.name == "audit"
        ? "'not __fish_seen_subcommand_from \(all.replacing("audit ", with: ""))'"
        : "'__fish_seen_subcommand_from \(command.name)'"
      lines.append("complete -c nodevet -n \(condition) -l help -d 'what it does, and its flags'")
      for flag in command.flags {
        let value =
          flag.value == nil
          ? "" : words(of: flag.name, for: command.name).map { " -x -a '\($0.joined(separator: " "))'" } ?? " -r"
        lines.append("complete -c nodevet -n \(condition) -l \(flag.name.dropFirst(2))\(value) -d \(help(flag.help))")
      }
      if !command.words.isEmpty {
        lines.append("complete -c nodevet -n \(condition) -f -a '\(command.words.joined(separator: " "))'")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
