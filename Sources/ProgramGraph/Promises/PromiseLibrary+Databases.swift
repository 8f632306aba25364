extension PromiseLibrary {
  private static let mongooseQueries =
    "find findOne findById findOneAndUpdate findByIdAndUpdate findOneAndDelete findByIdAndDelete findOneAndRemove "
    + "findByIdAndRemove findOneAndReplace updateOne updateMany update replaceOne deleteOne deleteMany remove count "
    + "countDocuments estimatedDocumentCount distinct where exists"
  private static let mongooseChain =
    "select sort limit skip populate lean where equals gt gte lt lte in nin or and nor regex exists elemMatch session "
    + "collation hint batchSize read comment cursor setOptions projection orFail transform slice maxTimeMS distinct "
    + "countDocuments find findOne"

  private static let knexChain =
    "select from where andWhere orWhere whereIn whereNot whereNotIn whereNull whereNotNull whereBetween whereRaw "
    + "join leftJoin rightJoin innerJoin fullOuterJoin groupBy groupByRaw having orderBy orderByRaw limit offset "
    + "insert update del delete first count countDistinct sum avg min max increment decrement returning into table "
    + "distinct pluck clone with union unionAll onConflict ignore merge transacting forUpdate forShare modify "
    + "truncate as columnInfo timeout"

  /// Databases and their mappers. Source: each project's documentation, 2026-11.
  static let databases: [PromiseLibrary] = [
    // Queries run when they are awaited, when `then` is called, or by `exec`. mongoosejs.com, Queries.
    PromiseLibrary(
      "Mongoose",
      roots: [
        "mongoose": "mongoose", "mongoose#model()": "Model", "mongoose#Model": "Model", "mongoose#Model()": "Model",
        "mongoose#connection": "connection", "mongoose#Connection()": "connection", "mongoose#Document()": "Document",
        "mongoose#models.[]": "Model", "mongoose#HydratedDocument()": "Document",
      ],
      things: [
        "mongoose": each("connect disconnect startSession syncIndexes", .promise.orCallback)
          + [
            "createConnection": .value("connection"), "model": .value("Model"), "connection": .value("connection"),
            "models": .value("models"), "Mongoose": .value("mongoose"),
          ],
        "models": ["*": .value("Model")],
        "connection": [
          "model": .value("Model"), "close": .promise.orCallback, "dropDatabase": .promise.orCallback,
          "asPromise": .promise, "startSession": .promise("session"), "transaction": .promise, "on": .value,
          "collection": .value,
        ],
        "session": each("commitTransaction abortTransaction endSession withTransaction", .promise),
        "Model": each(mongooseQueries, .lazy("Query").orCallback)
          + each(
            "create insertMany bulkWrite bulkSave syncIndexes init createIndexes ensureIndexes populate",
            .promise.orCallback)
          + [
            "()": .value("Document"), "aggregate": .lazy("Query").orCallback, "hydrate": .value("Document"),
            "watch": .value, "discriminator": .value("Model"),
          ],
        "Query": each(mongooseChain, .lazy("Query"))
          + each("exec save", .promise.orCallback) + each("deleteOne updateOne remove", .lazy("Query").orCallback)
          + each("match group project unwind lookup addFields facet replaceRoot sample sortByCount", .lazy("Query"))
          + each("toObject toJSON get set", .value) + ["[]": .value("Document"), "await": .value("Document")],
        "Document": each("save remove deleteOne populate validate execPopulate", .promise.orCallback)
          + ["updateOne": .lazy("Query").orCallback],
      ]),
    // Builders run when they are awaited. knexjs.org, Interfaces.
    PromiseLibrary(
      "Knex",
      roots: ["knex()": "knex", "knex#knex()": "knex", "knex#default()": "knex", "knex#Knex()": "knex"],
      things: [
        "knex": each(knexChain, .lazy("builder"))
          + [
            "()": .lazy("builder"), "raw": .lazy("builder"), "schema": .value("schema"), "transaction": .promise,
            "destroy": .promise.orCallback, "migrate": .value("migrate"), "seed": .value("migrate"),
            "fn": .value, "ref": .value, "queryBuilder": .lazy("builder"), "batchInsert": .promise,
          ],
        "builder": each(knexChain, .lazy("builder")) + ["raw": .lazy("builder"), "stream": .value],
        "schema": ["*": .lazy("schema")],
        "migrate": ["*": .promise],
      ]),
    // Queries run when they are awaited. prisma.io/docs, "PrismaPromise".
    PromiseLibrary(
      "Prisma",
      roots: ["@prisma/client#PrismaClient()": "client", "@prisma/client#PrismaClient": "class"],
      things: [
        "class": ["()": .value("client")],
        "client": each("$queryRaw $executeRaw $queryRawUnsafe $executeRawUnsafe $runCommandRaw", .lazy)
          + each("$connect $disconnect $transaction", .promise) + each("$on $use", .value)
          + ["$extends": .value("client"), "*": .value("delegate")],
        "delegate": each(
          "findMany findFirst findFirstOrThrow findUnique findUniqueOrThrow create createMany createManyAndReturn "
            + "update updateMany updateManyAndReturn upsert delete deleteMany count aggregate groupBy findRaw "
            + "aggregateRaw", .lazy("relation")),
        "relation": ["*": .lazy("relation")],
      ]),
    PromiseLibrary(
      "Drizzle",
      roots: [
        "drizzle-orm/node-postgres#drizzle()": "db", "drizzle-orm/postgres-js#drizzle()": "db",
        "drizzle-orm/mysql2#drizzle()": "db", "drizzle-orm/libsql#drizzle()": "db",
        "drizzle-orm/neon-http#drizzle()": "db", "drizzle-orm/d1#drizzle()": "db",
        "drizzle-orm/neon-serverless#drizzle()": "db", "drizzle-orm/vercel-postgres#drizzle()": "db",
        "drizzle-orm/planetscale-serverless#drizzle()": "db", "drizzle-orm/pglite#drizzle()": "db",
        "drizzle-orm/node-postgres#NodePgDatabase()": "db", "drizzle-orm/postgres-js#PostgresJsDatabase()": "db",
        "drizzle-orm/mysql2#MySql2Database()": "db", "drizzle-orm/libsql#LibSQLDatabase()": "db",
        "drizzle-orm/d1#DrizzleD1Database()": "db",
      ],
      things: [
        "db": each("select selectDistinct insert update delete execute", .lazy("builder"))
          + ["transaction": .promise, "query": .value("queries")],
        "queries": ["*": .value("query")],
        "query": each("findMany findFirst", .lazy),
        "builder": ["*": .lazy("builder")],
      ]),
    PromiseLibrary(
      "Sequelize",
      roots: [
        "sequelize#Sequelize()": "sequelize", "sequelize()": "sequelize", "sequelize#Model": "Model",
        "sequelize-typescript#Model": "Model", "sequelize-typescript#Sequelize()": "sequelize",
        "@sequelize/core#Model": "Model", "@sequelize/core#Sequelize()": "sequelize",
        "sequelize#Model()": "instance", "sequelize-typescript#Model()": "instance",
      ],
      things: [
        "sequelize": each("authenticate sync query drop close transaction", .promise("transaction"))
          + [
            "define": .value("Model"), "model": .value("Model"), "import": .value("Model"),
            "models": .value("models"),
          ],
        "models": ["*": .value("Model")],
        "transaction": each("commit rollback", .promise),
        "Model": each(
          "findAll findOne findByPk findOrCreate findOrBuild findAndCountAll findCreateFind create bulkCreate update "
            + "destroy upsert count sum min max increment decrement sync drop restore truncate aggregate findById "
            + "find", .promise("instance"))
          + each("scope unscoped schema", .value("Model")) + ["()": .value("instance"), "build": .value("instance")],
        "instance": each("save update destroy reload restore increment decrement validate", .promise("instance"))
          + ["[]": .value("instance")],
      ]),
    PromiseLibrary(
      "TypeORM",
      roots: [
        "typeorm#Repository()": "repository", "typeorm#getRepository()": "repository",
        "typeorm#DataSource()": "source", "typeorm#EntityManager()": "repository", "typeorm#getManager()": "repository",
        "typeorm#Connection()": "source", "typeorm#getConnection()": "source", "typeorm#BaseEntity": "repository",
        "typeorm#createConnection": "creation", "typeorm#createConnections": "creation",
        "typeorm#MongoRepository()": "repository", "typeorm#TreeRepository()": "repository",
        "typeorm#getCustomRepository()": "repository", "typeorm#Repository": "class",
        "typeorm#QueryRunner()": "runner", "typeorm#BaseEntity()": "instance",
        "typeorm#getMongoRepository()": "repository",
      ],
      things: [
        "creation": ["()": .promise("source")],
        "class": ["()": .value("repository")],
        "repository": each(
          "find findBy findOne findOneBy findOneOrFail findOneByOrFail findAndCount findAndCountBy findByIds "
            + "findOneById save insert update upsert delete remove softDelete softRemove recover restore count countBy "
            + "exist exists existsBy query increment decrement clear preload transaction sum average minimum maximum",
          .promise)
          + [
            "createQueryBuilder": .value("builder"), "manager": .value("repository"),
            "getRepository": .value("repository"), "extend": .value("repository"),
            "withRepository": .value("repository"), "create": .value("instance"),
          ],
        "instance": each("save remove softRemove recover reload", .promise),
        "builder": each(
          "getMany getOne getOneOrFail getManyAndCount getRawMany getRawOne getRawAndEntities getCount execute "
            + "getExists stream", .promise) + ["*": .value("builder")],
        "source": each(
          "initialize connect destroy close query synchronize runMigrations undoLastMigration dropDatabase "
            + "transaction", .promise)
          + [
            "getRepository": .value("repository"), "getMongoRepository": .value("repository"),
            "getTreeRepository": .value("repository"), "manager": .value("repository"),
            "createQueryBuilder": .value("builder"), "createQueryRunner": .value("runner"),
          ],
        "runner": each(
          "connect startTransaction commitTransaction rollbackTransaction release query createTable dropTable "
            + "addColumn dropColumn", .promise) + ["manager": .value("repository")],
      ]),
    PromiseLibrary(
      "MongoDB",
      roots: [
        "mongodb#MongoClient()": "client", "mongodb#MongoClient": "class", "mongodb#Collection()": "collection",
        "mongodb#Db()": "db", "mongoose#connection.db": "db", "monk()": "monk",
      ],
      things: [
        "class": ["connect": .promise("client").orCallback, "()": .value("client")],
        "client": each("connect", .promise("client").orCallback) + each("close", .promise.orCallback)
          + ["db": .value("db"), "startSession": .value, "withSession": .promise],
        "db": each(
          "createCollection dropCollection dropDatabase command stats createIndex renameCollection",
          .promise.orCallback)
          + ["collection": .value("collection"), "admin": .value, "listCollections": .value("cursor")],
        "collection": each(
          "insertOne insertMany updateOne updateMany replaceOne deleteOne deleteMany findOne findOneAndUpdate "
            + "findOneAndDelete findOneAndReplace countDocuments estimatedDocumentCount distinct bulkWrite "
            + "createIndex createIndexes dropIndex drop indexes insert update remove save count rename",
          .promise.orCallback) + ["find": .value("cursor"), "aggregate": .value("cursor"), "watch": .value],
        "cursor": each("toArray next hasNext forEach count close tryNext", .promise.orCallback)
          + ["*": .value("cursor")],
        "monk": ["get": .value("monk.collection"), "create": .value("monk.collection"), "close": .promise],
        // All methods of a collection of monk's give promises: there are no cursors.
        "monk.collection": each(
          "find findOne findOneAndUpdate findOneAndDelete aggregate insert update remove count distinct bulkWrite drop "
            + "dropIndex dropIndexes createIndex indexes group mapReduce stats", .promise.orCallback),
      ]),
    PromiseLibrary(
      "pg",
      roots: [
        "pg#Pool()": "pool", "pg#Client()": "pool", "pg#native.Pool()": "pool", "pg#default.Pool()": "pool",
        "pg-promise()()": "promise", "postgres()": "sql", "@vercel/postgres#sql": "sql",
        "@neondatabase/serverless#neon()": "sql", "slonik#createPool()": "promise", "pg#PoolClient()": "pool",
      ],
      things: [
        "pool": each("query connect end", .promise("pool").orCallback) + ["release": .value, "on": .value],
        "promise": each(
          "none one oneOrNone many manyOrNone any result query tx task multi multiResult func proc each map "
            + "maybeOne transaction connect", .promise),
        "sql": ["()": .lazy, "begin": .promise, "unsafe": .lazy, "end": .promise, "query": .promise],
      ]),
    PromiseLibrary(
      "mysql2",
      roots: [
        "mysql2/promise": "mysql2", "mysql2": "mysql2.callback", "mariadb": "mysql2",
        "mysql2/promise#Pool()": "pool", "mysql2/promise#Connection()": "pool",
      ],
      things: [
        "mysql2": [
          "createPool": .value("pool"), "createConnection": .promise("pool"),
          "createPoolCluster": .value("pool"),
        ],
        "mysql2.callback": ["createPool": .value("callback"), "createConnection": .value("callback")],
        "callback": ["promise": .value("pool")],
        "pool": each(
          "query execute end beginTransaction commit rollback ping changeUser prepare getConnection batch",
          .promise("pool")) + each("release destroy on", .value),
      ]),
    PromiseLibrary(
      "SQLite",
      roots: [
        "sqlite#open()": "database", "sqlite#open": "open", "mssql": "mssql",
        "mssql#ConnectionPool()": "pool", "mssql#Request()": "request",
      ],
      things: [
        "open": ["()": .promise("database")],
        "database": each("run get all each exec close migrate prepare", .promise),
        "mssql": [
          "connect": .promise("pool"), "query": .promise, "close": .promise, "Request": .value("request"),
          "ConnectionPool": .value("pool"),
        ],
        "pool": ["connect": .promise("pool"), "request": .value("request"), "close": .promise, "query": .promise],
        "request": each("query batch execute bulk", .promise.orCallback) + ["input": .value("request")],
      ]),
    PromiseLibrary(
      "Redis",
      roots: [
        "ioredis()": "redis", "ioredis#Redis()": "redis", "ioredis#Cluster()": "redis",
        "ioredis#default()": "redis", "redis#createClient()": "client", "redis#createCluster()": "client",
        "@upstash/redis#Redis()": "redis", "@upstash/redis#Redis.fromEnv()": "redis",
      ],
      things: [
        "redis": each(
          "on once off emit duplicate pipeline multi scanStream hscanStream sscanStream zscanStream disconnect "
            + "defineCommand options status " + emitterMembers, .value)
          + ["*": .promise.orCallback],
        // Commands of modules: `client.json.set(…)`.
        "module": ["*": .promise],
        // Version 4 and later give promises, version 3 takes callbacks.
        "client": each(
          "on once off emit duplicate multi batch scanIterator isOpen isReady unref ref end " + emitterMembers, .value)
          + each("json ft ts bf cf cms topk tDigest tdigest graph", .value("module")) + ["*": .promise.orCallback],
      ]),
    // Version 3 of the SDK; version 2 has `.promise()`. docs.aws.amazon.com.
    PromiseLibrary(
      "AWS SDK",
      roots: Dictionary(
        uniqueKeysWithValues: [
          ("s3", "S3"), ("sqs", "SQS"), ("sns", "SNS"), ("ses", "SES"), ("sesv2", "SESv2"), ("dynamodb", "DynamoDB"),
          ("lambda", "Lambda"), ("secrets-manager", "SecretsManager"), ("ssm", "SSM"), ("kms", "KMS"),
          ("cognito-identity-provider", "CognitoIdentityProvider"), ("eventbridge", "EventBridge"), ("sts", "STS"),
          ("cloudwatch", "CloudWatch"), ("cloudfront", "CloudFront"), ("kinesis", "Kinesis"), ("sfn", "SFN"),
        ].flatMap { package, name in
          [
            ("@aws-sdk/client-\(package)#\(name)Client()", "client"), ("@aws-sdk/client-\(package)#\(name)()", "whole"),
          ]
        } + [
          ("@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from()", "client"),
          ("@aws-sdk/lib-dynamodb#DynamoDBDocument.from()", "whole"), ("@aws-sdk/lib-storage#Upload()", "upload"),
          ("@aws-sdk/s3-request-presigner", "presigner"), ("aws-sdk", "old"),
        ]),
      things: [
        "client": ["send": .promise.orCallback],
        "whole": ["*": .promise.orCallback],
        "upload": ["done": .promise],
        "presigner": ["getSignedUrl": .promise],
        "old": ["*": .value("old.service"), "config": .value],
        "old.service": [
          "()": .value("old.service"), "*": .value("old.request"), "DocumentClient": .value("old.service"),
        ],
        "old.request": ["()": .value("old.request"), "promise": .promise],
      ]),
    PromiseLibrary(
      "Supabase", roots: ["@supabase/supabase-js#createClient()": "supabase"],
      things: [
        "supabase": [
          "from": .value("table"), "rpc": .lazy("filter").alwaysFulfilled, "auth": .value("auth"),
          "storage": .value("storage"), "functions": .value("auth"), "schema": .value("supabase"),
        ],
        // What fails comes as `error` beside the data, failures of the network too, unless one asks for it to be thrown.
        "table": each("select insert update upsert delete", .lazy("filter").alwaysFulfilled),
        "filter": ["throwOnError": .lazy("throwing"), "*": .lazy("filter").alwaysFulfilled],
        "throwing": ["*": .lazy("throwing")],
        "auth": ["admin": .value("auth"), "*": .promise.alwaysFulfilled],
        "storage": ["from": .value("bucket")],
        "bucket": ["getPublicUrl": .value, "*": .promise.alwaysFulfilled],
      ]),
    PromiseLibrary(
      "Elasticsearch",
      roots: ["@elastic/elasticsearch#Client()": "client", "@opensearch-project/opensearch#Client()": "client"],
      things: [
        "client": each("indices cluster cat ingest", .value("client"))
          + each(
            "search index get create update delete bulk count exists msearch mget reindex updateByQuery deleteByQuery "
              + "ping info refresh putMapping getMapping", .promise.orCallback)
      ]),
  ]
}
