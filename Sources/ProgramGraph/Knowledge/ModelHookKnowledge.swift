/// Functions that object mappers call when records are stored, loaded or removed, and what sets them off.
///
/// Sources: mongoosejs.com (Middleware), sequelize.org v6 (Hooks), typeorm.io (Listeners and Subscribers), 2026.
enum ModelHookKnowledge {
  /// Mongoose: event of `schema.pre` and `schema.post` to the methods that set it off.
  static let mongoose: [String: Set<String>] = [
    "save": ["save", "create"], "validate": ["save", "create", "validate"], "insertMany": ["insertMany"],
    "init": ["find", "findOne", "findById"], "find": ["find"], "findOne": ["findOne", "findById"],
    "findOneAndUpdate": ["findOneAndUpdate", "findByIdAndUpdate"],
    "findOneAndDelete": ["findOneAndDelete", "findByIdAndDelete"],
    "findOneAndRemove": ["findOneAndRemove", "findByIdAndRemove"], "findOneAndReplace": ["findOneAndReplace"],
    "updateOne": ["updateOne"], "updateMany": ["updateMany"], "update": ["update"], "deleteOne": ["deleteOne"],
    "deleteMany": ["deleteMany"], "remove": ["remove"], "aggregate": ["aggregate"],
    "countDocuments": ["countDocuments"],
  ]

  /// Mongoose: what runs setters and validators of fields.
  static let storing: Set<String> = ["save", "create", "validate", "insertMany"]

  private static let creating: Set<String> = ["create", "save", "findOrCreate", "upsert"]
  private static let changing: Set<String> = ["update", "save", "upsert", "increment", "decrement"]

  /// Sequelize: hook to the methods that set it off.
  static let sequelize: [String: Set<String>] = [
    "beforeValidate": creating.union(changing), "afterValidate": creating.union(changing),
    "beforeCreate": creating, "afterCreate": creating, "beforeUpdate": changing, "afterUpdate": changing,
    "beforeSave": creating.union(changing), "afterSave": creating.union(changing), "beforeUpsert": ["upsert"],
    "afterUpsert": ["upsert"], "beforeDestroy": ["destroy"], "afterDestroy": ["destroy"],
    "beforeBulkCreate": ["bulkCreate"], "afterBulkCreate": ["bulkCreate"], "beforeBulkUpdate": ["update"],
    "afterBulkUpdate": ["update"], "beforeBulkDestroy": ["destroy"], "afterBulkDestroy": ["destroy"],
    "beforeFind": ["findAll", "findOne", "findByPk", "findAndCountAll"],
    "afterFind": ["findAll", "findOne", "findByPk", "findAndCountAll"],
  ]

  /// Sequelize: what gives columns their values, and what asks whether they are right.
  static let filling: Set<String> = ["create", "build", "bulkCreate", "update", "upsert", "findOrCreate", "set"]
  static let validating: Set<String> = ["create", "save", "update", "upsert", "findOrCreate", "validate"]

  private static let inserting: Set<String> = ["insert", "insertAndFetch", "insertGraph", "upsertGraph"]
  private static let patching: Set<String> = [
    "update", "updateAndFetch", "updateAndFetchById", "patch", "patchAndFetch", "patchAndFetchById", "upsertGraph",
  ]

  /// Objection: method to those of the query that set it off. Source: vincit.github.io/objection.js, 3 (Instance methods).
  static let objection: [String: Set<String>] = [
    "$beforeInsert": inserting, "$afterInsert": inserting, "$beforeUpdate": patching, "$afterUpdate": patching,
  ]

  /// TypeORM: decorator or subscriber method, lower case first, to the methods that set it off.
  static let typeorm: [String: Set<String>] = [
    "beforeInsert": ["save", "insert", "upsert"], "afterInsert": ["save", "insert", "upsert"],
    "beforeUpdate": ["save", "update"], "afterUpdate": ["save", "update"], "beforeRemove": ["remove"],
    "afterRemove": ["remove"], "beforeSoftRemove": ["softRemove"], "afterSoftRemove": ["softRemove"],
    "afterLoad": ["find", "findOne", "findOneBy", "findBy", "findOneOrFail", "findAndCount"],
  ]

  /// The functions of a column's transformer. Source: typeorm.io (Entities, ValueTransformer), 2026.
  static let transforming: [(name: String, methods: Set<String>)] = [
    ("to", ["save", "insert", "upsert", "update"]),
    ("from", ["find", "findOne", "findOneBy", "findBy", "findOneOrFail", "findAndCount"]),
  ]

  /// Methods that are hardly anything but those of records, even where nothing is known of what they are called on.
  static let telling: Set<String> = [
    "save", "findOneAndUpdate", "findByIdAndUpdate", "findOneAndDelete", "findByIdAndDelete", "insertMany",
    "findOrCreate", "findByPk", "bulkCreate",
  ]
}
