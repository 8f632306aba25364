/// Mongoose models get their methods from schemas, far from where they are called. Source: mongoosejs.com, guide, 2026.
enum Mongoose {
  static let schemas: Set<String> = ["mongoose#Schema()", "mongoose#Mongoose().Schema()", "mongoose#createSchema()"]

  /// Properties of a schema whose members become members of documents and models.
  static let memberHolders: Set<String> = ["methods", "statics"]

  /// Calls that add one such member: `schema.method("name", function)`.
  static let memberCalls: Set<String> = ["mongoose#Schema().method", "mongoose#Schema().static"]
}
