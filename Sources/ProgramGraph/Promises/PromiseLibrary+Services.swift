extension PromiseLibrary {
  /// Uploads, mail, and a mapper. Source: each package's README or API pages, 2026-11.
  static let services: [PromiseLibrary] = [
    PromiseLibrary(
      "express-fileupload", roots: ["express#Request().files": "files"],
      things: ["files": ["*": .value("file")], "file": ["mv": .promise.orCallback, "[]": .value("file")]]),
    PromiseLibrary(
      "Twilio", roots: ["twilio()": "client", "twilio#Twilio()": "client"],
      things: [
        "client": ["*": .value("resource")],
        "resource": each("create fetch update remove list", .promise.orCallback)
          + ["()": .value("resource"), "*": .value("resource")],
      ]),
    // Answers give the response or nothing; what goes wrong goes to `next`. Source: expressjs.com, 4.x and 5.x, Response.
    PromiseLibrary(
      "Express", roots: ["express#Response()": "response"],
      things: [
        "response": each("send json jsonp end redirect render sendStatus sendFile download write", .value)
          + each("status set header type cookie clearCookie append attachment links location vary", .value("response"))
      ]),
    // It tells its listeners within the process, and gives what is fulfilled. Source: graphql-subscriptions 3, src/pubsub.ts.
    PromiseLibrary(
      "graphql-subscriptions", roots: ["graphql-subscriptions#PubSub()": "hub"],
      things: ["hub": ["publish": .promise.alwaysFulfilled, "subscribe": .promise.alwaysFulfilled]]),
    // What it gathers is there; only a `collect` of the program's own may fail. Source: siimon/prom-client, lib/registry.js.
    PromiseLibrary(
      "prom-client",
      roots: [
        "prom-client#register": "registry", "prom-client#Registry()": "registry",
        "prom-client#default.register": "registry", "prom-client#default.Registry()": "registry",
      ],
      things: [
        "registry": each("metrics getMetricsAsJSON getMetricsAsArray getSingleMetricAsString", .promise.alwaysFulfilled)
      ]),
    // Source: rxjs.dev, 7, lastValueFrom and firstValueFrom; docs.nestjs.com, HTTP module and Microservices.
    PromiseLibrary(
      "RxJS",
      roots: [
        "rxjs": "rxjs", "@nestjs/axios#HttpService()": "http", "@nestjs/common#HttpService()": "http",
        "@nestjs/microservices#ClientProxy()": "client", "@nestjs/microservices#ClientKafka()": "client",
      ],
      things: [
        "rxjs": each("lastValueFrom firstValueFrom", .promise),
        "http": each("request get delete head post put patch", .value("stream")),
        "client": each("send emit", .value("stream")) + ["connect": .promise],
        "stream": ["pipe": .value("stream"), "toPromise": .promise],
      ]),
    // What keeps all in memory. Source: @langchain/langgraph-checkpoint 0.0, src/memory.ts.
    PromiseLibrary(
      "LangGraph",
      roots: [
        "@langchain/langgraph#MemorySaver()": "memory", "@langchain/langgraph-checkpoint#MemorySaver()": "memory",
      ],
      things: ["memory": each("getTuple put putWrites deleteThread", .promise.alwaysFulfilled)]),
    // What is sent later fails where its queue is worked off. Source: docs.adonisjs.com, 5 and 6, Mailer.
    PromiseLibrary(
      "AdonisJS mail", roots: ["@ioc:Adonis/Addons/Mail": "mail", "@adonisjs/mail/services/main": "mail"],
      things: ["mail": ["send": .promise, "use": .value("mail")]]),
    PromiseLibrary(
      "web-push", roots: ["web-push": "push"], things: ["push": ["sendNotification": .promise]]),
    PromiseLibrary(
      "Bookshelf", roots: ["bookshelf()": "bookshelf", "bookshelf().Model()": "instance"],
      things: [
        "bookshelf": [
          "Model": .value("Model"), "model": .value("Model"), "transaction": .promise,
        ],
        "Model": each("extend", .value("Model"))
          + each("()", .value("instance")) + each("forge where query", .value("instance"))
          + each("fetchAll fetchPage count", .promise),
        "instance": each("where query orderBy forge", .value("instance"))
          + each("fetch fetchAll fetchPage save destroy refresh load count", .promise),
      ]),
  ]
}
