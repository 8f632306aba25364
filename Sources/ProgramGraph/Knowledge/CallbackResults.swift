/// Functions that hand a connection to their callback, where they give a promise of it without one.
///
/// Sources: the READMEs of mysql 2 and mysql2 3, the documentation of node-postgres 8, oracledb 6 and MongoDB's driver 4,
/// 2026-11.
enum CallbackResults {
  private static let packages: [String: [String]] = [
    "getConnection": ["mysql", "mysql2", "oracledb", "mariadb/callback"], "connect": ["pg", "mongodb"],
  ]

  /// The position of the parameter that holds it, behind the error.
  static func parameter(of member: String, at path: String) -> Int? {
    guard let packages = packages[member] else { return nil }
    return packages.contains { path.hasPrefix($0 + "#") } ? 1 : nil
  }
}
