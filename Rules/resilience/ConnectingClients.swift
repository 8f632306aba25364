/// What opens connections, or is made to be kept, by external path.
///
/// Sources: the documentation of node-postgres 8, mysql2 3, mongodb 6, mongoose 8, Sequelize 6, Knex 3, Prisma 6, TypeORM
/// 0.3, node-redis 5, ioredis 5, amqplib, KafkaJS, BullMQ, Puppeteer; 2026.
enum ConnectingClients {
  enum Weight { case connections, resources, configuration }

  private static let table: [String: Weight] = [
    "pg#Pool": .connections, "pg#Client": .connections, "pg#default.Pool": .connections,
    "pg#default.Client": .connections, "pg-promise()": .connections,
    "mysql#createConnection": .connections, "mysql#createPool": .connections, "mysql2#createConnection": .connections,
    "mysql2#createPool": .connections, "mysql2/promise#createConnection": .connections,
    "mysql2/promise#createPool": .connections, "mongodb#MongoClient": .connections,
    "mongodb#MongoClient.connect": .connections, "mongoose#createConnection": .connections,
    "sequelize#Sequelize": .connections, "sequelize": .connections, "knex": .connections, "knex#knex": .connections,
    "@prisma/client#PrismaClient": .connections, "typeorm#DataSource": .connections,
    "typeorm#createConnection": .connections, "redis#createClient": .connections, "ioredis": .connections,
    "ioredis#Redis": .connections, "ioredis#default": .connections, "amqplib#connect": .connections,
    "mssql#connect": .connections, "mssql#ConnectionPool": .connections,
    "mongoose#connect": .resources, "bull": .resources, "bullmq#Queue": .resources, "puppeteer#launch": .resources,
    "playwright#chromium.launch": .resources, "node:https#Agent": .resources, "node:http#Agent": .resources,
    "nodemailer#createTransport": .configuration, "axios#create": .configuration,
    "@aws-sdk/client-s3#S3Client": .configuration, "@aws-sdk/client-dynamodb#DynamoDBClient": .configuration,
    "@aws-sdk/client-sqs#SQSClient": .configuration, "@aws-sdk/client-ses#SESClient": .configuration,
  ]

  static func weight(of path: String) -> Weight? { table[path] }
}
