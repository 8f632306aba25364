extension ServerType {
  static let cloudSubscription = ServerType("subscription")
  static let serviceBusReceiver = ServerType("Service Bus receiver")
}

extension Framework {
  /// Google Pub/Sub (an emitter) and Azure Service Bus (which awaits). Sources: cloud.google.com/pubsub, README of
  /// @azure/service-bus, 2026.
  static let cloudMessaging = Framework(
    name: "Pub/Sub", package: "@google-cloud/pubsub",
    makers: [
      "@google-cloud/pubsub#PubSub().subscription()": .cloudSubscription,
      "@google-cloud/pubsub#PubSub().topic().subscription()": .cloudSubscription,
      "@azure/service-bus#ServiceBusClient().createReceiver()": .serviceBusReceiver,
      "@azure/service-bus#ServiceBusClient().acceptSession()": .serviceBusReceiver,
    ],
    annotations: ["@google-cloud/pubsub#Subscription": "@google-cloud/pubsub#PubSub().subscription()"],
    chaining: [.cloudSubscription: ["on"]],
    registrations: [
      .cloudSubscription: [
        (
          ["on"],
          .event(
            ["message"],
            FunctionShape(
              places: Place.argument(1), label: .named("a message of the subscription"), phase: .background,
              awaits: .never, signature: .payloadFirst))
        )
      ],
      .serviceBusReceiver: [
        (
          ["subscribe"],
          .functions(
            FunctionShape(
              places: Place.argument(0, "processMessage", "processError"), label: .named("a message of the queue"),
              phase: .background, signature: .payloadFirst))
        )
      ],
    ],
    awaits: .always, signature: .payloadFirst)
}
