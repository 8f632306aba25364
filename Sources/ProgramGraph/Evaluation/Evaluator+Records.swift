import JavaScript
import Semantics

/// What mappers load as instances of a class of the program. Sources: sequelize.org v6 (Model), typeorm.io (Repository,
/// BaseEntity), vincit.github.io/objection.js (Model), 2026.
enum RecordClasses {
  /// The beginnings of the paths of records.
  private static let beginnings = ["sequelize#Model.", "sequelize-typescript#Model.", "typeorm#", "objection#Model."]

  static func mayBeRecord(_ path: String) -> Bool { beginnings.contains { path.hasPrefix($0) } }

  /// Calls that give the records of the class which is their first argument.
  static func takesClass(_ path: String) -> Bool { path.hasSuffix("epository()") }
}

/// Records that a mapper loads: `(await User.findOne()).checkPassword()`.
extension Evaluator {
  /// What the class of a record says of a name; empty where the record is not one of a class of the program.
  func member(_ name: Atom, ofRecord entity: Entity) -> [Entity] {
    guard conduct(of: ExternalID(entity.id)).mayBeRecord, entity.site != 0 else { return [] }
    return classes(ofRecord: entity).gathered { instanceMember(name, of: ClassID($0.id), $0.file) }
      .filter { $0.kind != .external && $0.kind != .inert }
  }

  /// The records in a list that a mapper loads, where a class of the program says more of them.
  func recordsIn(list entity: Entity) -> [Entity] {
    guard conduct(of: ExternalID(entity.id)).mayBeRecord, entity.site != 0, !classes(ofRecord: entity).isEmpty
    else { return [] }
    return externals.member(ExternalID(entity.id), "[]").map { [entity.with(external: $0)] } ?? []
  }

  private func classes(ofRecord entity: Entity) -> [Entity] {
    // `this.query = this.query.where()` leads back to itself by each of its methods.
    var seen: Set<Entity> = []
    return classes(behind: entity, isRecord: true, &seen)
  }

  private func classes(behind entity: Entity, isRecord: Bool, _ seen: inout Set<Entity>) -> [Entity] {
    guard seen.count < Self.maximumRecordSteps, seen.insert(entity).inserted, let call = entity.siteCall else {
      return []
    }
    let model = files[call.file.index]
    let site = model[call.call]
    if RecordClasses.takesClass(externals.text(ExternalID(entity.id))) {
      // The repository itself is no record.
      guard !isRecord, let first = model.values(site.arguments).first else { return [] }
      return evaluate(call.file, first, in: entity.context).filter { $0.kind == .class }
    }
    let callee = model[site.callee]
    guard callee.kind == .member else { return [] }
    var found: [Entity] = []
    for base in evaluate(call.file, ValueID(callee.a)).prefix(Self.maximumBases) {
      switch base.kind {
      case .class: found.append(base)
      case .external: found += classes(behind: base, isRecord: false, &seen)
      default: continue
      }
    }
    return found
  }

  private static let maximumRecordSteps = 12
  private static let maximumBases = 4
}
