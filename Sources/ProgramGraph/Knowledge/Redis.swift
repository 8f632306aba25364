extension ServerType {
  static let redis = ServerType("Redis client")
  static let ioredis = ServerType("ioredis client")
}

extension Framework {
  private static let message = FunctionShape(
    places: Place.last(), label: .named("a Redis message"), phase: .background, signature: .payload)

  private static let messages: RegistrationShape = .event(
    ["message", "pmessage", "messageBuffer", "pmessageBuffer"], message)

  /// Subscriptions of redis 3 to 5 and ioredis. Source: their READMEs, 2026.
  static let redis = Framework(
    name: "Redis", package: "redis",
    makers: [
      "redis#createClient()": .redis, "ioredis()": .ioredis, "ioredis#Redis()": .ioredis,
      "ioredis#createClient()": .ioredis, "ioredis#Cluster()": .ioredis,
    ],
    annotations: [
      "ioredis": "ioredis()", "ioredis#Redis": "ioredis()", "redis#RedisClientType": "redis#createClient()",
    ],
    chaining: [.redis: ["on"], .ioredis: ["on"]],
    derived: [.redis: ["duplicate": .redis], .ioredis: ["duplicate": .ioredis]],
    registrations: [
      .redis: [(["subscribe", "pSubscribe", "sSubscribe"], .functions(message)), (["on"], messages)],
      // What its `subscribe` is given is told once how many channels there are now.
      .ioredis: [(["on"], messages)],
    ],
    awaits: .never, signature: .payload)
}
