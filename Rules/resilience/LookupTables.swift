import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Models whose tables are lists of names that people keep: a name that is there once, perhaps with words on it, and no
/// column that grows with use. Kinds of payment, genders, groups.
struct LookupTables {
  /// The models' names, in lower case.
  private let names: Set<String>

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  /// - Parameter table: what a query is called on, without its method: `gender`, `genderrepository`.
  func contain(_ table: String) -> Bool {
    names.contains(table)
      || ["repository", "repo", "model"].contains {
        table.hasSuffix($0) && names.contains(String(table.dropLast($0.count)))
      }
  }

  private init(_ program: Program) {
    var names: Set<String> = []
    var schemas: [CallReference: Bool] = [:]
    for external in program.externalCalls(where: { $0.hasPrefix("mongoose#") && $0.hasSuffix("Schema") }) {
      let columns = program.plainArguments(of: external.call).first
      schemas[external.call] = columns.map { Columns(ofObject: $0, in: external.call.file, program).areNames } ?? false
    }
    let isModel = { path in path == "mongoose#model" || path.hasPrefix("sequelize") && path.hasSuffix(".define") }
    for external in program.externalCalls(where: isModel) {
      let arguments = program.plainArguments(of: external.call)
      guard arguments.count > 1, let name = program.text(ofArgument: 0, of: external.call) else { continue }
      if external.path == "mongoose#model" {
        let file = program[external.call.file]
        let schema = file.behindNames(arguments[1])
        guard schema.kind == .call,
          schemas[CallReference(file: external.call.file, call: CallID(schema.a))] == true
        else { continue }
        names.insert(name.lowercased())
      } else if Columns(ofObject: arguments[1], in: external.call.file, program).areNames {
        names.insert(name.lowercased())
      }
    }
    for number in program.files.indices {
      for record in program.files[number].classes {
        guard let columns = Columns(ofEntity: record, in: FileIndex(number), program), columns.areNames else {
          continue
        }
        names.insert(program.text(record.name).lowercased())
      }
    }
    self.names = names
  }
}

/// The columns of a table, as far as they say what it is for.
private struct Columns {
  private var texts: [String] = []
  private var isUnique = false
  private var others = 0

  /// One name that is there once, with no more than words on it beside it.
  var areNames: Bool {
    guard isUnique, others == 0, let first = texts.first else { return false }
    let isPerson = Self.growing.contains { first.lowercased().hasPrefix($0) || first.lowercased().hasSuffix($0) }
    return !isPerson && texts.dropFirst().allSatisfy { Self.words.contains($0.lowercased()) }
  }

  /// What there is one of for each person, device or visit.
  private static let growing = [
    "mail", "user", "login", "phone", "token", "session", "key", "hash", "url", "ip", "jti",
  ]
  private static let words: Set<String> = [
    "description", "desc", "descricao", "label", "title", "code", "slug", "icon", "color", "colour", "image",
  ]

  /// `{ name: { type: String, unique: true }, created: Date }`
  init(ofObject object: ValueID, in index: FileIndex, _ program: Program) {
    let file = program[index]
    let value = file.behindNames(object)
    guard value.kind == .object else { return }
    for property in file.properties(of: value) {
      guard property.kind == .value else { others += 1; continue }
      let options = file[property.value].kind == .object ? Array(file.properties(of: file[property.value])) : []
      let type = options.first { program.text($0.name) == "type" }?.value ?? property.value
      let isOnce = options.contains { program.text($0.name) == "unique" }
      add(program.text(property.name), program.spoken(type, in: index) ?? "", isOnce: isOnce)
    }
  }

  private mutating func add(_ name: String, _ type: String, isOnce: Bool) {
    let kind = type.parts(betweenAnyOf: ".(").last.map(String.init) ?? ""
    switch kind.lowercased() {
    case "string", "text", "char", "varchar":
      if isOnce { texts.insert(name, at: 0) } else { texts.append(name) }
      isUnique = isUnique || isOnce
    // When it was written and by whom.
    case "date", "objectid", "boolean": break
    default: if name.lowercased() != "id" { others += 1 }
    }
  }

  /// A class of TypeORM; nil for others.
  init?(ofEntity record: ClassRecord, in index: FileIndex, _ program: Program) {
    let file = program[index]
    func calls(_ list: ListID) -> [CallReference] {
      file.values(list).filter { file[$0].kind == .call }.map { CallReference(file: index, call: CallID(file[$0].a)) }
    }
    let marks = calls(record.decorators)
    guard marks.contains(where: { program.calleeName($0) == "Entity" }) else { return nil }
    isUnique = marks.contains { program.calleeName($0) == "Unique" }
    for member in record.members {
      for mark in calls(member.decorators) {
        switch program.calleeName(mark) {
        case "Column":
          let options = program.plainArguments(of: mark).last
          let isOnce = options.map { program.hasProperty(["unique"], in: $0, of: index) == true } ?? false
          texts.append(program.text(member.name))
          isUnique = isUnique || isOnce
        case "ManyToOne", "PrimaryColumn": others += 1
        default: break
        }
      }
    }
  }
}
