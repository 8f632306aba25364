extension ServerType {
  static let nestApplication = ServerType("Nest application")
  static let nestConsumer = ServerType("Nest middleware consumer")
}

extension Framework {
  private static let nestRoutes: [String: DecoratedClass.Meaning] = [
    "@nestjs/common#Get": .route("GET"), "@nestjs/common#Post": .route("POST"), "@nestjs/common#Put": .route("PUT"),
    "@nestjs/common#Patch": .route("PATCH"), "@nestjs/common#Delete": .route("DELETE"),
    "@nestjs/common#Options": .route("OPTIONS"), "@nestjs/common#Head": .route("HEAD"),
    "@nestjs/common#All": .route("ALL"), "@nestjs/common#Search": .route("SEARCH"), "@nestjs/common#Sse": .route("GET"),
    "@nestjs/common#RequestMapping": .route("ALL"),
  ]

  private static let messages: [String: DecoratedClass.Meaning] = [
    "@nestjs/microservices#MessagePattern": .named("the message {0}"),
    "@nestjs/microservices#EventPattern": .named("the event {0}"),
    "@nestjs/microservices#GrpcMethod": .named("the gRPC method {0}"),
    "@nestjs/microservices#GrpcStreamMethod": .named("the gRPC method {0}"),
    "@nestjs/microservices#GrpcStreamCall": .named("the gRPC method {0}"),
  ]

  private static let resolvers: [String: DecoratedClass.Meaning] = [
    "@nestjs/graphql#Query": .named("the query {name}"), "@nestjs/graphql#Mutation": .named("the mutation {name}"),
    "@nestjs/graphql#Subscription": .named("the subscription {name}"),
    "@nestjs/graphql#ResolveField": .named("the field {name}"),
    "@nestjs/graphql#ResolveReference": .named("a reference"),
    "@nestjs/graphql#ResolveProperty": .named("the field {name}"),
  ]

  private static let background: [String: DecoratedClass.Meaning] = [
    "@nestjs/schedule#Cron": .named("the schedule {0}", .background),
    "@nestjs/schedule#Interval": .named("the interval {0}", .background),
    "@nestjs/schedule#Timeout": .named("the timeout {0}", .background),
    "@nestjs/event-emitter#OnEvent": .named("the event {0}", .background),
    "@nestjs/bull#Process": .named("the job {0}", .background),
    "nestjs-bull#Process": .named("the job {0}", .background),
    "@golevelup/nestjs-rabbitmq#RabbitSubscribe": .named("a RabbitMQ message", .background),
    "@golevelup/nestjs-rabbitmq#RabbitRPC": .named("a RabbitMQ message", .background),
    "@ssut/nestjs-sqs#SqsMessageHandler": .named("the queue {0}", .background),
    "@nestjs/bull#OnQueueCompleted": .named("the queue's completed event", .background),
    "@nestjs/bull#OnQueueFailed": .named("the queue's failed event", .background),
    "@nestjs/bull#OnQueueActive": .named("the queue's active event", .background),
    "@nestjs/bull#OnQueueError": .named("the queue's error event", .background),
    "@nestjs/bullmq#OnWorkerEvent": .named("the worker's {0} event", .background),
    "@nestjs/bullmq#OnQueueEvent": .named("the queue's {0} event", .background),
  ]

  private static func heir(_ bases: Set<String>, _ method: String, _ label: String) -> HeirMethods {
    HeirMethods(bases: bases, methods: [method: label])
  }

  private static func lifecycle(_ base: String, _ method: String, _ phase: Phase) -> HeirMethods {
    HeirMethods(
      bases: ["@nestjs/common#" + base], methods: [method: "the \(method) hook"], phase: phase, isListed: false)
  }

  /// NestJS 9 to 11. Source: docs.nestjs.com (Controllers, Middleware, Guards, GraphQL, Microservices, Queues, …), 2026.
  static let nest = Framework(
    name: "NestJS", package: "@nestjs/core",
    makers: [
      "@nestjs/core#NestFactory.create()": .nestApplication,
      "@nestjs/common#MiddlewareConsumer()": .nestConsumer,
    ],
    annotations: [
      "@nestjs/common#INestApplication": "@nestjs/core#NestFactory.create()",
      "@nestjs/platform-express#NestExpressApplication": "@nestjs/core#NestFactory.create()",
      "@nestjs/platform-fastify#NestFastifyApplication": "@nestjs/core#NestFactory.create()",
      "@nestjs/common#MiddlewareConsumer": "@nestjs/common#MiddlewareConsumer()",
    ],
    registrations: [
      .nestApplication: [(["use"], .use)],
      .nestConsumer: [
        (
          ["apply"],
          .functions(
            FunctionShape(
              places: Place.from(0), label: .named("middleware"), awaits: .never, signature: .expressLike))
        )
      ],
    ],
    calls: [
      "@nestjs/common#createParamDecorator": .functions(
        FunctionShape(places: Place.argument(0), label: .named("a parameter decorator"), isListed: false))
    ],
    decorated: [
      DecoratedClass(classes: ["@nestjs/common#Controller"], methods: nestRoutes, hasPrefix: true),
      DecoratedClass(
        classes: [], methods: messages.merging(background) { first, _ in first }, signature: .payloadFirst),
      DecoratedClass(
        classes: ["@nestjs/graphql#Resolver"], methods: resolvers),
      DecoratedClass(
        classes: ["@nestjs/websockets#WebSocketGateway"],
        methods: ["@nestjs/websockets#SubscribeMessage": .named("the socket message {0}")],
        always: ["handleConnection": .named("a socket's connection"), "handleDisconnect": .named("a socket's end")],
        // Subscribers of a Subject (packages/websockets/web-sockets-controller.ts of NestJS 9 to 11).
        ignored: ["handleConnection", "handleDisconnect"],
        signature: .decorated),
      DecoratedClass(
        classes: ["@nestjs/bullmq#Processor"], always: ["process": .named("the job of queue {class}", .background)],
        signature: .job),
      DecoratedClass(
        classes: ["@nestjs/cqrs#CommandHandler", "@nestjs/cqrs#QueryHandler"],
        always: ["execute": .named("a command or query")], signature: .payloadFirst),
      DecoratedClass(
        classes: ["@nestjs/cqrs#EventsHandler"], always: ["handle": .named("an event", .background)],
        signature: .payloadFirst),
    ],
    heirs: [
      heir(["@nestjs/common#NestMiddleware"], "use", "middleware"),
      heir(
        ["@nestjs/common#CanActivate", "@nestjs/passport#AuthGuard()", "@nestjs/throttler#ThrottlerGuard"],
        "canActivate", "a guard"),
      heir(["@nestjs/passport#AuthGuard()"], "handleRequest", "a guard"),
      heir(["@nestjs/common#NestInterceptor"], "intercept", "an interceptor"),
      heir(
        [
          "@nestjs/common#PipeTransform", "@nestjs/common#ValidationPipe", "@nestjs/common#ParseIntPipe",
          "@nestjs/common#ParseArrayPipe",
        ], "transform", "a pipe"),
      heir(
        [
          "@nestjs/common#ExceptionFilter", "@nestjs/core#BaseExceptionFilter",
          "@nestjs/microservices#RpcExceptionFilter",
          "@nestjs/websockets#WsExceptionFilter", "@nestjs/websockets#BaseWsExceptionFilter",
          "@nestjs/graphql#GqlExceptionFilter",
        ], "catch", "an exception filter"),
      heir(["@nestjs/passport#PassportStrategy()"], "validate", "sign-in through Passport"),
      HeirMethods(
        bases: ["@nestjs/websockets#OnGatewayConnection"], methods: ["handleConnection": "a socket's connection"],
        signature: .connection, isIgnored: true),
      HeirMethods(
        bases: ["@nestjs/websockets#OnGatewayDisconnect"], methods: ["handleDisconnect": "a socket's end"],
        isIgnored: true),
      HeirMethods(
        bases: ["@nestjs/bullmq#WorkerHost"], methods: ["process": "a job"], phase: .background, signature: .job),
      lifecycle("OnModuleInit", "onModuleInit", .startUp),
      lifecycle("OnApplicationBootstrap", "onApplicationBootstrap", .startUp),
      lifecycle("OnModuleDestroy", "onModuleDestroy", .shutdown),
      lifecycle("BeforeApplicationShutdown", "beforeApplicationShutdown", .shutdown),
      lifecycle("OnApplicationShutdown", "onApplicationShutdown", .shutdown),
    ],
    awaits: .always, signature: .decorated)

  /// Names a prefix for all routes of an application.
  static let nestGlobalPrefix = "@nestjs/core#NestFactory.create().setGlobalPrefix"
}
