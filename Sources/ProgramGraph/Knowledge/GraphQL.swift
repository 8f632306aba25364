extension Framework {
  private static func resolvers(_ prefix: String) -> [String] {
    ["*.*", "*.*.resolve", "*.*.subscribe"].map { prefix.isEmpty ? $0 : prefix + "." + $0 }
  }

  private static func resolver(_ places: [Place], gives: [Int: String] = [:]) -> RegistrationShape {
    .functions(
      FunctionShape(places: places, label: .named("the resolver {*}"), signature: .resolver, gives: gives))
  }

  /// A schema with its resolvers in the options.
  private static let schema: RegistrationShape = resolver(
    Place.argument(0, "resolvers.*.*", "resolvers.*.*.resolve", "resolvers.*.*.subscribe", "schema.resolvers.*.*"))

  /// A server that is given resolvers, or only a schema, with a function that makes the context.
  private static let server = FunctionShape(
    places: Place.argument(
      0, "resolvers.*.*", "resolvers.*.*.resolve", "resolvers.*.*.subscribe", "modules.resolvers.*.*"),
    label: .named("the resolver {*}"), signature: .resolver)

  /// What a server calls on each request beside the resolvers. Apollo Server 2 and 3 are given all of it when they are
  /// made, 4 and 5 the context where they are mounted.
  private static let context = FunctionShape(
    places: Place.argument(
      0, "formatError", "formatResponse", "plugins.requestDidStart", "plugins.requestDidStart.()*")
      + Place.argument(1, "formatError"), label: .named("every GraphQL request"), signature: .unknown)

  private static func making(_ part: FunctionShape.ContextPart, _ places: [Place]) -> FunctionShape {
    FunctionShape(
      places: places, label: .named("every GraphQL request"), signature: .unknown, makesContext: part)
  }

  private static let contexts = [
    making(.whole, Place.argument(0, "context") + Place.argument(1, "context")),
    making(.member("dataSources"), Place.argument(0, "dataSources")),
  ]
  private static let contextOnly: RegistrationShape = .several([context] + contexts)
  private static let whole: RegistrationShape = .several([server, context] + contexts)

  /// The context of resolvers, where members are hung on it. Source: apollographql.com, Apollo Server 3 (Data sources).
  static let resolverContext = "apollo-server#Context()"

  /// `graphqlHTTP({ schema, rootValue })`, or a function that gives these options. The functions of the root are
  /// resolvers, those of what they give back too.
  private static let overHTTP: RegistrationShape = .several([
    FunctionShape(places: Place.argument(0), label: .named("every GraphQL request"), signature: .expressLike),
    FunctionShape(
      places: Place.argument(0, "context", "customFormatErrorFn", "formatError", "customExecuteFn", "extensions"),
      label: .named("every GraphQL request"), signature: .unknown),
    FunctionShape(
      places: Place.argument(0, "rootValue.*", "()rootValue.*"), label: .named("the resolver {*}"),
      signature: .payloadFirst),
    FunctionShape(
      places: Place.argument(0, "rootValue.*.()*", "()rootValue.*.()*"), label: .named("the resolver {*}"),
      signature: .payloadFirst, isListed: false),
  ])

  private static let socketServer = eachRequest(
    Place.argument(0, "context", "onConnect", "onSubscribe", "onDisconnect", "onOperation", "onNext"))

  private static let fieldBuilder = "graphql-builder#t()"
  private static let fieldMethods: Set<String> = [
    "field", "string", "int", "float", "boolean", "id", "list", "nonNull", "nullable", "connection", "connectionField",
    "prismaField", "prismaFieldWithInput", "relayMutationField", "stringList", "exposeString", "loadable",
    "prismaConnection", "crud", "model", "fieldWithInput", "drizzleField", "type", "date",
  ]

  /// A call whose callback is given a thing that makes fields.
  private static func fields(_ places: [Place]) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: places, label: .named("a schema"), phase: .startUp, gives: [0: fieldBuilder], isListed: false))
  }

  private static let fieldCall: RegistrationShape = resolver(
    Place.last("resolve", "subscribe", "load") + Place.argument(0, "resolve"))

  /// Apollo Server 2 to 5, GraphQL Yoga, Mercurius, graphql-tools, graphql-js, Nexus, Pothos, DataLoader. Sources: their
  /// references, 2026.
  static let graphQL = Framework(
    name: "GraphQL", package: "graphql",
    makers: [
      "graphql-yoga#GraphQLServer()": .graphQLServer, fieldBuilder: .graphQLFields, "@pothos/core()": .graphQLSchema,
      "giraphql()": .graphQLSchema,
    ],
    derived: [
      .graphQLServer: ["express": .expressApplication], .fastify: ["graphql": .mercurius],
      .graphQLFields: ["nonNull": .graphQLFields, "nullable": .graphQLFields, "list": .graphQLFields],
    ],
    registrations: [
      .graphQLFields: [(fieldMethods, fieldCall)],
      .mercurius: [
        (["addHook"], eachRequest(Place.argument(1))),
        (["defineResolvers"], resolver(Place.argument(0, resolvers("")))),
      ],
      .graphQLSchema: [
        (
          [
            "queryType", "mutationType", "subscriptionType", "objectType", "interfaceType", "prismaObject", "node",
            "prismaNode", "drizzleObject",
          ], fields(Place.last("fields"))
        ),
        (
          [
            "queryField", "mutationField", "subscriptionField", "queryFields", "mutationFields", "subscriptionFields",
            "objectField", "objectFields", "prismaObjectField", "prismaObjectFields",
          ], fields(Place.last())
        ),
      ],
    ],
    calls: [
      "apollo-server#ApolloServer": whole, "@apollo/server#ApolloServer": whole,
      "apollo-server-express#ApolloServer": whole, "apollo-server-koa#ApolloServer": whole,
      "apollo-server-fastify#ApolloServer": whole, "apollo-server-lambda#ApolloServer": whole,
      "apollo-server-micro#ApolloServer": whole, "apollo-server-hapi#ApolloServer": whole,
      "apollo-server-core#ApolloServer": whole, "graphql-yoga#GraphQLServer": whole,
      "@apollo/server/standalone#startStandaloneServer": contextOnly,
      "@apollo/server/express4#expressMiddleware": contextOnly,
      "@as-integrations/express5#expressMiddleware": contextOnly,
      "@as-integrations/next#startServerAndCreateNextHandler": contextOnly,
      "@as-integrations/fastify#fastifyApolloHandler": contextOnly,
      "graphql-yoga#createYoga": contextOnly, "@graphql-yoga/node#createServer": whole,
      "graphql-http/lib/use/express#createHandler": overHTTP, "express-graphql#graphqlHTTP": overHTTP,
      "express-graphql": overHTTP, "koa-graphql": overHTTP, "koa-graphql#graphqlHTTP": overHTTP,
      "graphql-http/lib/use/http#createHandler": overHTTP, "apollo-server-express#graphqlExpress": overHTTP,
      "@graphql-tools/schema#makeExecutableSchema": schema, "graphql-tools#makeExecutableSchema": schema,
      "apollo-server#makeExecutableSchema": schema, "apollo-server-express#makeExecutableSchema": schema,
      "graphql-yoga#createSchema": schema, "@apollo/subgraph#buildSubgraphSchema": schema,
      "@apollo/federation#buildFederatedSchema": schema, "@graphql-tools/schema#addResolversToSchema": schema,
      "graphql-modules#createModule": schema,
      "graphql#GraphQLObjectType": resolver(
        Place.argument(0, "fields.*.resolve", "fields.*.subscribe", "isTypeOf")),
      "graphql#GraphQLInterfaceType": resolver(Place.argument(0, "resolveType", "fields.*.resolve")),
      "graphql#GraphQLUnionType": resolver(Place.argument(0, "resolveType")),
      "graphql#GraphQLScalarType": .functions(
        FunctionShape(
          places: Place.argument(0, "serialize", "parseValue", "parseLiteral"), label: .named("a scalar of the schema"),
          signature: .payloadFirst)),
      // For all fields, those of a type, or one. Source: the README of graphql-middleware 6.
      "graphql-middleware#applyMiddleware": .functions(
        FunctionShape(
          places: Place.from(1) + Place.argument(1, "*", "*.*") + Place.argument(2, "*", "*.*"),
          label: .named("every GraphQL request"), signature: .unknown)),
      "graphql-shield#rule()": eachRequest(Place.argument(0)),
      "graphql-ws/lib/use/ws#useServer": socketServer, "graphql-ws/use/ws#useServer": socketServer,
      "subscriptions-transport-ws#SubscriptionServer.create": socketServer,
      "subscriptions-transport-ws#SubscriptionServer": socketServer,
      "dataloader": .functions(
        FunctionShape(places: Place.argument(0), label: .named("a data loader"))),
      "nexus#objectType": fields(Place.argument(0, "definition")),
      "nexus#extendType": fields(Place.argument(0, "definition")),
      "nexus#queryType": fields(Place.argument(0, "definition")),
      "nexus#mutationType": fields(Place.argument(0, "definition")),
      "nexus#subscriptionType": fields(Place.argument(0, "definition")),
      "nexus#interfaceType": fields(Place.argument(0, "definition")),
      "nexus#queryField": resolver(Place.last("resolve")), "nexus#mutationField": resolver(Place.last("resolve")),
      "nexus#subscriptionField": resolver(Place.last("resolve", "subscribe")),
    ],
    awaits: .always, signature: .resolver)

  private static func eachRequest(_ places: [Place]) -> RegistrationShape {
    .functions(FunctionShape(places: places, label: .named("every GraphQL request"), signature: .unknown))
  }

  /// Properties of Mercurius' options and those of others that are registered as plugins.
  static let graphQLPlugins: [String: [String]] = [
    "mercurius": [
      "resolvers.*.*", "resolvers.*.*.resolve", "resolvers.*.*.subscribe", "context", "loaders.*.*",
      "subscription.onConnect", "subscription.onDisconnect", "subscription.context", "errorFormatter",
    ],
    "mercurius-auth": ["applyPolicy", "authContext"],
  ]
}

extension ServerType {
  static let graphQLFields = ServerType("GraphQL field builder")
  static let graphQLServer = ServerType("GraphQL Yoga server")
  static let mercurius = ServerType("Mercurius")
  static let graphQLSchema = ServerType("GraphQL schema builder")
}
