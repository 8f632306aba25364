extension ServerType {
  static let redis = ServerType("Redis client")
}

extension Framework {
  private static let message = FunctionShape(
    places: Place.last(), label: .named("a Redis message"), phase: .background, signature: .payload)

  /// Subscriptions of redis 3 to 5 and ioredis. Source: their READMEs, 2026.
  static let redis = Framework(
    name: "Redis", package: "redis",
    makers: [
      "redis#createClient()": .redis, "ioredis()": .redis, "ioredis#Redis()": .redis, "ioredis#createClient()": .redis,
      "ioredis#Cluster()": .redis,
    ],
    annotations: [
      "ioredis": "ioredis()", "ioredis#Redis": "ioredis()", "redis#RedisClientType": "redis#createClient()",
    ],
    chaining: [.redis: ["on"]],
    derived: [.redis: ["duplicate": .redis]],
    registrations: [
      .redis: [
        (["subscribe", "pSubscribe", "sSubscribe"], .functions(message)),
        (["on"], .event(["message", "pmessage", "messageBuffer", "pmessageBuffer"], message)),
      ]
    ],
    awaits: .never, signature: .payload)
}
