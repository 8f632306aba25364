extension ServerType {
  static let kafkaConsumer = ServerType("Kafka consumer")
  static let kafkaStream = ServerType("Kafka consumer of events")
}

extension Framework {
  private static func message(_ places: [Place], _ awaits: Awaiting) -> FunctionShape {
    FunctionShape(
      places: places, label: .named("a Kafka message"), phase: .background, awaits: awaits, signature: .payloadFirst)
  }

  /// kafkajs 2, which retries and then crashes on a rejection; node-rdkafka and kafka-node, which are emitters. Sources:
  /// kafka.js.org (Consuming), READMEs, 2026.
  static let kafka = Framework(
    name: "Kafka", package: "kafkajs",
    makers: [
      "kafkajs#Kafka().consumer()": .kafkaConsumer, "node-rdkafka#KafkaConsumer()": .kafkaStream,
      "node-rdkafka#KafkaConsumer.createReadStream()": .kafkaStream, "kafka-node#Consumer()": .kafkaStream,
      "kafka-node#ConsumerGroup()": .kafkaStream, "kafka-node#ConsumerStream()": .kafkaStream,
      "@confluentinc/kafka-javascript#KafkaJS.Kafka().consumer()": .kafkaConsumer,
    ],
    annotations: ["kafkajs#Consumer": "kafkajs#Kafka().consumer()"],
    chaining: [.kafkaStream: ["on"]],
    registrations: [
      .kafkaConsumer: [(["run"], .functions(message(Place.argument(0, "eachMessage", "eachBatch"), .always)))],
      .kafkaStream: [(["on"], .event(["data", "message"], message(Place.argument(1), .never)))],
    ],
    awaits: .always, signature: .payloadFirst)
}
