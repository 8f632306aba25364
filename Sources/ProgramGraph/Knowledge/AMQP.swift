extension ServerType {
  static let amqpChannel = ServerType("AMQP channel")
  static let amqpManager = ServerType("AMQP channel wrapper")
  static let amqpEmitter = ServerType("AMQP subscription")
}

extension Framework {
  private static let channel = "amqplib#channel()"
  private static let subscription = "rascal#SubscriberSessionAsPromised()"
  private static let message = FunctionShape(
    places: Place.argument(1), label: .named("a message of queue {0}"), phase: .background, signature: .payloadFirst)

  private static func callback(_ position: Int) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: [Place(position: .last)], label: .named("a channel"), phase: .startUp, gives: [position: channel],
        isListed: false))
  }

  /// amqplib, amqp-connection-manager, rascal, rhea: a consumer that rejects is lost, and its message never acknowledged.
  /// Source: amqp-node.github.io channel API, READMEs, 2026.
  static let amqp = Framework(
    name: "AMQP", package: "amqplib",
    makers: [
      "amqplib#connect().createChannel()": .amqpChannel, "amqplib#connect().createConfirmChannel()": .amqpChannel,
      channel: .amqpChannel, "amqp-connection-manager#connect().createChannel()": .amqpManager,
      "rascal#BrokerAsPromised.create().subscribe()": .amqpEmitter, "rhea": .amqpEmitter, subscription: .amqpEmitter,
    ],
    annotations: [
      "amqplib#Channel": channel, "amqplib#ConfirmChannel": channel, "amqplib/callback_api#Channel": channel,
      "amqp-connection-manager#ChannelWrapper": "amqp-connection-manager#connect().createChannel()",
      "rascal#SubscriberSessionAsPromised": subscription, "rascal#SubscriberSession": subscription,
      "rascal#default.SubscriberSessionAsPromised": subscription, "rascal#default.SubscriberSession": subscription,
    ],
    chaining: [.amqpEmitter: ["on"]],
    registrations: [
      .amqpChannel: [(["consume"], .functions(message))],
      .amqpManager: [(["addSetup"], callback(0)), (["consume"], .functions(message))],
      .amqpEmitter: [
        (
          ["on"],
          .event(
            ["message"],
            FunctionShape(
              places: Place.argument(1), label: .named("a message"), phase: .background, signature: .payloadFirst))
        )
      ],
    ],
    calls: [
      "amqp-connection-manager#connect().createChannel": .functions(
        FunctionShape(
          places: Place.argument(0, "setup"), label: .named("a channel"), phase: .startUp, gives: [0: channel],
          isListed: false)),
      "amqplib/callback_api#connect": .functions(
        FunctionShape(
          places: Place.last(), label: .named("a connection"), phase: .startUp,
          gives: [1: "amqplib/callback_api#connection()"], isListed: false)),
      "amqplib/callback_api#connection().createChannel": callback(1),
    ],
    awaits: .never, signature: .payloadFirst)
}
