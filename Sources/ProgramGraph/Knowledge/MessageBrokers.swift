extension ServerType {
  static let mqtt = ServerType("MQTT client")
  static let nats = ServerType("NATS connection")
}

extension Framework {
  private static let message = FunctionShape(
    places: Place.last("", "callback"), label: .named("a message"), phase: .background, signature: .payload)

  /// mqtt 4 and 5, nats 2. Source: their READMEs, 2026.
  static let messageBrokers = Framework(
    name: "message broker", package: "mqtt",
    makers: [
      "mqtt#connect()": .mqtt, "mqtt#connectAsync()": .mqtt, "nats#connect()": .nats,
      "@nats-io/transport-node#connect()": .nats, "aedes()": .mqtt,
    ],
    annotations: ["mqtt#MqttClient": "mqtt#connect()", "nats#NatsConnection": "nats#connect()"],
    chaining: [.mqtt: ["on", "subscribe"]],
    registrations: [
      .mqtt: [(["on"], .event(["message", "publish", "client", "clientDisconnect"], message))],
      .nats: [(["subscribe"], .functions(message))],
    ],
    awaits: .never, signature: .payload)
}
