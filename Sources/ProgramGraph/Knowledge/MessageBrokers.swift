extension ServerType {
  static let mqtt = ServerType("MQTT client")
  static let nats = ServerType("NATS connection")
  static let stan = ServerType("NATS streaming client")
  static let stanSubscription = ServerType("NATS streaming subscription")
}

extension Framework {
  private static let message = FunctionShape(
    places: Place.last("", "callback"), label: .named("a message"), phase: .background, signature: .payload)

  /// mqtt 4 and 5, nats 2, node-nats-streaming 0.3. Source: their READMEs, 2026.
  static let messageBrokers = Framework(
    name: "message broker", package: "mqtt",
    makers: [
      "mqtt#connect()": .mqtt, "mqtt#connectAsync()": .mqtt, "nats#connect()": .nats,
      "@nats-io/transport-node#connect()": .nats, "aedes()": .mqtt,
      "node-nats-streaming#connect()": .stan, "node-nats-streaming#default.connect()": .stan,
    ],
    annotations: [
      "mqtt#MqttClient": "mqtt#connect()", "nats#NatsConnection": "nats#connect()",
      "node-nats-streaming#Stan": "node-nats-streaming#connect()",
    ],
    chaining: [.mqtt: ["on", "subscribe"], .stan: ["on"], .stanSubscription: ["on"]],
    derived: [.stan: ["subscribe": .stanSubscription]],
    registrations: [
      .mqtt: [(["on"], .event(["message", "publish", "client", "clientDisconnect"], message))],
      .nats: [(["subscribe"], .functions(message))],
      .stanSubscription: [(["on"], .event(["message"], message))],
    ],
    awaits: .never, signature: .payload)
}
