extension Framework {
  private static let consumer: RegistrationShape = .functions(
    FunctionShape(
      places: Place.argument(0, "handleMessage", "handleMessageBatch"), label: .named("a message of the queue"),
      phase: .background, signature: .payloadFirst))

  /// sqs-consumer 5 to 11. Source: README of sqs-consumer, 2026.
  static let sqs = Framework(
    name: "sqs-consumer", package: "sqs-consumer",
    calls: ["sqs-consumer#Consumer.create": consumer, "sqs-consumer#Consumer": consumer],
    awaits: .always, signature: .payloadFirst)
}
