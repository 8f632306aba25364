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

  private static let context = FunctionShape(
    places: Place.argument(0, "context", "formatError") + Place.argument(1, "context", "formatError"),
    label: .named("every GraphQL request"), signature: .unknown)

  private static let contextOnly: RegistrationShape = .functions(context)

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
      fieldBuilder: .graphQLFields, "@pothos/core()": .graphQLSchema, "giraphql()": .graphQLSchema,
    ],
    derived: [
      .graphQLFields: ["nonNull": .graphQLFields, "nullable": .graphQLFields, "list": .graphQLFields]
    ],
    registrations: [
      .graphQLFields: [(fieldMethods, fieldCall)],
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
      "apollo-server#ApolloServer": .functions(server), "@apollo/server#ApolloServer": .functions(server),
      "apollo-server-express#ApolloServer": .functions(server), "apollo-server-koa#ApolloServer": .functions(server),
      "apollo-server-fastify#ApolloServer": .functions(server), "apollo-server-lambda#ApolloServer": .functions(server),
      "apollo-server-micro#ApolloServer": .functions(server), "apollo-server-hapi#ApolloServer": .functions(server),
      "apollo-server-core#ApolloServer": .functions(server), "graphql-yoga#GraphQLServer": .functions(server),
      "@apollo/server/standalone#startStandaloneServer": contextOnly,
      "@apollo/server/express4#expressMiddleware": contextOnly,
      "@as-integrations/express5#expressMiddleware": contextOnly,
      "@as-integrations/next#startServerAndCreateNextHandler": contextOnly,
      "@as-integrations/fastify#fastifyApolloHandler": contextOnly,
      "graphql-yoga#createYoga": contextOnly, "@graphql-yoga/node#createServer": .functions(server),
      "graphql-http/lib/use/express#createHandler": contextOnly, "express-graphql#graphqlHTTP": contextOnly,
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

  /// Properties of Mercurius' options and those of others that are registered as plugins.
  static let graphQLPlugins: [String: [String]] = [
    "mercurius": ["resolvers.*.*", "resolvers.*.*.resolve", "resolvers.*.*.subscribe", "context", "loaders.*.*"],
    "mercurius-auth": ["applyPolicy", "authContext"],
  ]
}

extension ServerType {
  static let graphQLFields = ServerType("GraphQL field builder")
  static let graphQLSchema = ServerType("GraphQL schema builder")
}
