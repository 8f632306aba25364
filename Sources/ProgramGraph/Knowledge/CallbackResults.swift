/// Functions that hand something to their callback: a connection, which they give a promise of without one, or a
/// transaction.
///
/// Sources: the READMEs of mysql 2 and mysql2 3, the documentation of node-postgres 8, oracledb 6 and MongoDB's driver 4,
/// 2026-11.
enum CallbackResults {
  private static let packages: [String: [String]] = [
    "getConnection": ["mysql", "mysql2", "oracledb", "mariadb/callback"], "connect": ["pg", "mongodb"],
  ]

  /// What a callback is given.
  struct Gift: Sendable {
    enum Thing: Sendable {
      /// What the call gives without a callback.
      case result
      /// What the method is called on.
      case receiver
      /// A member of that.
      case member(String)
    }

    var parameter: Int
    var thing: Thing
  }

  /// Methods that hand what they are called on, bound to a transaction, to their callback. Sources: the references of
  /// Prisma 6, Drizzle, Knex 3 and MikroORM 6, 2026-11.
  private static let binding: [String: [String]] = [
    "$transaction": ["@prisma/client", "prisma"], "transaction": ["drizzle-orm", "knex"],
    "transactional": ["@mikro-orm/"],
  ]

  /// What the last argument of a call is given as one of its parameters, where that is known.
  static func gift(of member: String, at path: String) -> Gift? {
    if let packages = packages[member], packages.contains(where: { path.hasPrefix($0 + "#") }) {
      return Gift(parameter: 1, thing: .result)
    }
    if let packages = binding[member], packages.contains(where: { path.hasPrefix($0) }) {
      return Gift(parameter: 0, thing: .receiver)
    }
    guard member == "transaction", path.hasPrefix("typeorm#") else { return nil }
    // `dataSource.transaction(manager => …)`, `manager.transaction(manager => …)`
    let isManager = path.hasSuffix("Manager().transaction") || path.hasSuffix(".manager.transaction")
    return Gift(parameter: 0, thing: isManager ? .receiver : .member("manager"))
  }
}
