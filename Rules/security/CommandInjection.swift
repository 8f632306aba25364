import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Reports what the client sends where a shell reads it. The promise is on the page beside this file.
struct CommandInjection: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var injection = Injection(program: program, sink: .command, effect: "has a shell run a command with % in it")
    var seen: Set<CallReference> = []
    for external in program.externalCalls(where: { Self.shells.contains($0) || Self.starters.contains($0) }) {
      let values = commands(external, program)
      guard !values.isEmpty, seen.insert(external.call).inserted else { continue }
      for value in values { injection.report(InjectionPlace(call: external.call, value: value), &reporter) }
    }
  }

  /// Functions whose first argument a shell reads. Sources: Node.js 24 documentation, the packages' READMEs, 2026-11.
  private static let shells: Set<String> = [
    "node:child_process#exec", "node:child_process#execSync", "shelljs#exec", "node-cmd#run", "node-cmd#get",
    "node-cmd#runSync", "ssh2#Client().exec", "node-ssh#NodeSSH().execCommand", "child-process-promise#exec",
    "child_process-promise#exec", "sudo-prompt#exec", "exec-sh",
  ]

  /// Functions that start a program, with a shell in between where their options say so.
  private static let starters: Set<String> = [
    "node:child_process#spawn", "node:child_process#spawnSync", "node:child_process#execFile",
    "node:child_process#execFileSync", "cross-spawn", "execa", "execa#execa", "execa#execaSync",
  ]

  private static let shellNames: Set<String> = [
    "sh", "bash", "zsh", "dash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "powershell", "pwsh", "powershell.exe",
  ]

  private func commands(_ external: Program.ExternalCall, _ program: Program) -> [ValueID] {
    let arguments = program.plainArguments(of: external.call)
    guard let first = arguments.first else { return [] }
    if Self.shells.contains(external.path) { return [first] }
    guard Self.starters.contains(external.path) else { return [] }
    let file = program[external.call.file]
    if case .string(let name)? = file.model.constant(first, atoms: program.atoms), Self.shellNames.contains(name) {
      // `spawn("sh", ["-c", command])`
      return arguments.count > 1 ? [arguments[1]] : []
    }
    guard arguments.dropFirst().contains(where: { asksForShell($0, external.call.file, program) }) else { return [] }
    // Joined with the program by blanks before the shell reads them.
    return arguments.prefix(2).filter { file[$0].kind != .object }
  }

  /// `{ shell: true }`, `{ shell: "/bin/bash" }`
  private func asksForShell(_ options: ValueID, _ file: FileIndex, _ program: Program) -> Bool {
    guard let shell = program.property(["shell"], of: options, in: file) else { return false }
    let value = program[file][shell]
    return value.kind == .string || (value.kind == .literal && value.a == LiteralKind.true.rawValue)
  }
}
