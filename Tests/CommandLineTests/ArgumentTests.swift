import Foundation
import Testing

@Suite("Arguments", Tool.whenBuilt)
struct ArgumentTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    var arguments: [String]
    /// What the complaint names.
    var names: [String]
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let mistakes = [
    Mistake(arguments: ["--fromat", "sarif"], names: ["--fromat", "did you mean '--format'"]),
    Mistake(arguments: ["--allow-incomplet"], names: ["did you mean '--allow-incomplete'"]),
    Mistake(arguments: ["--wholly-unheard-of"], names: ["unknown flag '--wholly-unheard-of'"]),
    Mistake(arguments: ["-x"], names: ["-x"]),
    Mistake(arguments: ["--format"], names: ["--format", "FORMAT"]),
    Mistake(arguments: ["--format", "yaml"], names: ["yaml", "--format", "text", "sarif", "json"]),
    Mistake(arguments: ["--allow-incomplete=yes"], names: ["--allow-incomplete", "no value"]),
    Mistake(arguments: ["--fail-on", "high"], names: ["high", "error, warning, note and never"]),
    Mistake(arguments: ["--threads", "0"], names: ["'0'", "--threads"]),
    Mistake(arguments: ["--threads", "many"], names: ["many"]),
    Mistake(arguments: ["--color", "blue"], names: ["blue", "always, never and auto"]),
    Mistake(arguments: ["--as-of", "2026-02-31"], names: ["2026-02-31"]),
    Mistake(arguments: ["--report", "sarif"], names: ["sarif=report.sarif"]),
    Mistake(arguments: ["--report", "yaml=out"], names: ["yaml"]),
    Mistake(arguments: ["--report", "json=out", "--report=sarif=out"], names: ["two reports", "'out'"]),
    Mistake(arguments: ["--only", "sync-call-in-handlers"], names: ["did you mean 'sync-call-in-handler'"]),
    Mistake(arguments: ["--skip", "event-lop"], names: ["did you mean 'event-loop'"]),
    Mistake(arguments: ["explain", "sync-call-in-handlr"], names: ["did you mean 'sync-call-in-handler'"]),
    Mistake(arguments: ["explain"], names: ["rule"]),
    Mistake(arguments: ["parse"], names: ["file"]),
    Mistake(arguments: ["parse", "--lang", "coffee", "a.js"], names: ["coffee", "--lang"]),
    Mistake(arguments: ["--rules", "/nowhere/at-all"], names: ["/nowhere/at-all"]),
    Mistake(arguments: ["basline"], names: ["'basline'", "did you mean 'baseline'"]),
    Mistake(arguments: ["audti", "."], names: ["'audti'", "did you mean 'audit'"]),
    Mistake(arguments: ["baseline", "--outptu", "x"], names: ["'--output'", "try 'nodevet baseline --help'"]),
  ]

  @Test("A mistake is told on standard error, with what was meant, and ends with 2", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    let folder = try TemporaryFolder(Sketches.clean)
    let outcome = try Tool.run(mistake.arguments, in: folder.path)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaint.hasPrefix("nodevet: "))
    for name in mistake.names { #expect(outcome.complaint.contains(name)) }
  }

  @Test("The order of the arguments changes nothing")
  func order() throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    let words = [
      ["--format", "sarif"], ["--fail-on=note"], ["--threads", "2"], [folder.path], ["--as-of", "2026-01-01"],
    ]
    let expected = try Tool.run(words.flatMap { $0 })
    #expect(expected.code == 1)
    #expect(expected.output.count > 1000)
    var shuffled = words
    for turn in 1..<words.count {
      shuffled.append(shuffled.removeFirst())
      #expect(try Tool.run(shuffled.flatMap { $0 }).output == expected.output, "turned by \(turn)")
      #expect(try Tool.run(shuffled.reversed().flatMap { $0 }).output == expected.output, "turned by \(turn), reversed")
    }
    #expect(try Tool.run(["audit"] + words.flatMap { $0 }).output == expected.output, "with the command's name")
  }

  @Test("A path after -- may look like a flag")
  func endOfFlags() throws {
    let folder = try TemporaryFolder()
    for (path, text) in Sketches.blocking { try folder.write(text, to: "--odd/\(path)") }
    #expect(try Tool.run(["--format=json", "--", "--odd"], in: folder.path).code == 1)
  }

  @Test("Help and version go to standard output and end with 0")
  func help() throws {
    for flag in ["--help", "-h", "help"] {
      let outcome = try Tool.run([flag])
      #expect(outcome.code == 0)
      #expect(outcome.text.contains("Exit codes"))
      #expect(outcome.complaint.isEmpty)
    }
    #expect(try Tool.run(["--version"]).text.hasPrefix("nodevet "))
    for line in try Tool.run(["--help"]).lines { #expect(line.utf8.count <= 120, "\(line)") }
  }

  @Test("Each command tells its flags to who asks for help, and does nothing else")
  func commandHelp() throws {
    let folder = try TemporaryFolder()
    for (command, flag) in [
      ("audit", "--staged"), ("init", "--baseline"), ("baseline", "--output"), ("config", "--rule"),
      ("rules", "--format"), ("explain", "--format"), ("deps", "--in"), ("parse", "--files-from"),
      ("dump", "--format"), ("completions", ""), ("speed", "--stage"),
    ] {
      let outcome = try Tool.run([command, "--help"], in: folder.path)
      #expect(outcome.code == 0 && outcome.complaint == "", "\(command)")
      #expect(outcome.text.hasPrefix(command == "audit" ? "nodevet [audit]" : "nodevet \(command)"))
      #expect(outcome.text.contains("\n  \(flag)") || flag.isEmpty, "\(outcome.text)")
      #expect(try Tool.run([command, "x", "-h"], in: folder.path).output == outcome.output)
      #expect(try Tool.run(["help", command], in: folder.path).output == outcome.output)
    }
    #expect(try folder.contents().isEmpty)
  }

  @Test("Where a file is at fault and not the command line, nobody is sent to the help")
  func noHint() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    try folder.write("{", to: "nodevet.json")
    for flags in [[], ["--baseline", "nowhere.txt"], ["nowhere/at-all"]] {
      let outcome = try Tool.run(flags, in: folder.path)
      #expect(outcome.code == 2 && !outcome.complaint.contains("--help"), "\(outcome.complaint)")
    }
  }
}
