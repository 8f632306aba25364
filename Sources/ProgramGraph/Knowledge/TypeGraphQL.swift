extension Framework {
  /// TypeGraphQL 1 and 2. Source: typegraphql.com (Resolvers, Middleware, Authorization), 2026.
  static let typeGraphQL = Framework(
    name: "TypeGraphQL", package: "type-graphql",
    calls: [
      "type-graphql#buildSchema": .functions(
        FunctionShape(
          places: Place.argument(0, "authChecker", "globalMiddlewares"), label: .named("every GraphQL request")))
    ],
    typedFunctions: [
      "type-graphql#MiddlewareFn": FunctionShape(places: [], label: .named("middleware"), signature: .unknown),
      "type-graphql#AuthChecker": FunctionShape(
        places: [], label: .named("every GraphQL request"), signature: .unknown),
    ],
    decorated: [
      DecoratedClass(
        classes: ["type-graphql#Resolver"],
        methods: [
          "type-graphql#Query": .named("the query {name}"), "type-graphql#Mutation": .named("the mutation {name}"),
          "type-graphql#Subscription": .named("the subscription {name}"),
          "type-graphql#FieldResolver": .named("the field {name}"),
        ])
    ],
    heirs: [HeirMethods(bases: ["type-graphql#MiddlewareInterface"], methods: ["use": "middleware"])],
    awaits: .always, signature: .decorated)
}
