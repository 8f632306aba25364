import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// The literals of the objects that functions in files of settings give: `export default () => ({ MAIL_PASS: "…" })`,
/// which Nest loads (`ConfigModule.forRoot({ load: [configuration] })`) and looks into before the environment.
struct ConfigurationFactories: ProgramKnowledge {
  /// By name, `jwt.secret` for the inner ones.
  private let literals: [String: ProgramLiteral]
  private static let depth = 3

  init(_ program: Program, _ project: Project) {
    var literals: [String: ProgramLiteral] = [:]
    for number in program.files.indices {
      let index = FileIndex(number)
      let file = program[index]
      guard Self.holdsSettings(file.path), program.isServiceCode(index) else { continue }
      for function in file.functions {
        for value in file.values(function.returns) where file[value].kind == .object {
          var open = [(value: value, prefix: "", depth: 0)]
          while let (object, prefix, depth) = open.popLast() {
            for property in file.properties(of: file[object]) where property.kind == .value {
              let name = prefix + program.text(property.name)
              if file[property.value].kind == .object {
                if depth < Self.depth { open.append((property.value, name + ".", depth + 1)) }
              } else if let literal = program.literal(of: property.value, in: index) {
                literals[name] = literals[name] ?? literal
              }
            }
          }
        }
      }
    }
    self.literals = literals
  }

  private static func holdsSettings(_ path: String) -> Bool {
    RelativePath.segments(of: path.lowercased()).suffix(2).contains { $0.holds("config") || $0.holds("settings") }
  }

  /// Names that need no variable.
  var names: Set<String> { Set(literals.keys) }

  /// What `this.config.get("MAIL_PASS")` gives, where that is a literal.
  func literal(of value: ValueID, in index: FileIndex, _ program: Program) -> ProgramLiteral? {
    let file = program[index]
    let record = file.behindNames(value)
    guard record.kind == .call, case let site = file[CallID(record.a)], file[site.callee].kind == .member,
      ["get", "getOrThrow"].contains(program.text(Atom(file[site.callee].b))),
      let receiver = program.spoken(ValueID(file[site.callee].a), in: index), receiver.lowercased().holds("config"),
      let name = program.text(ofArgument: 0, of: CallReference(file: index, call: CallID(record.a)))
    else { return nil }
    return literals[name]
  }
}
