/// Mongoose models get their methods from schemas, far from where they are called. Source: mongoosejs.com, guide, 2026.
enum Mongoose {
  static let schemas: Set<String> = [
    "mongoose#Schema()", "mongoose#Mongoose().Schema()", "mongoose#createSchema()",
    "@nestjs/mongoose#SchemaFactory.createForClass()",
  ]

  /// Properties of a schema whose members become members of documents and models.
  static let memberHolders: Set<String> = ["methods", "statics"]

  /// The beginnings of the paths of records and models: of what comes out of them nothing else is known.
  static let recordPaths = ["mongoose#", "sequelize#", "sequelize()"]

  static func isRecord(_ path: String) -> Bool { recordPaths.contains { path.hasPrefix($0) } }

  /// Calls that add one such member: `schema.method("name", function)`.
  static let memberCalls: Set<String> = ["mongoose#Schema().method", "mongoose#Schema().static"]
}
