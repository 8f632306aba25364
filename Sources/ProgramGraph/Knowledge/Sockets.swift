extension ServerType {
  static let netServer = ServerType("TCP server")
  static let netSocket = ServerType("TCP socket of a server")
  static let datagramSocket = ServerType("UDP socket")
}

extension Framework {
  private static let given = "node:net#ServerSocket()"
  private static let connection = FunctionShape(
    places: Place.last(), label: .named("a connection"), signature: .connection, gives: [0: given])
  private static let listeners: Set<String> = ["on", "once", "addListener"]

  /// Servers of node:net, node:tls and node:dgram: emitters. Source: Node.js 24 documentation.
  static let sockets = Framework(
    name: "node:net", package: "node",
    makers: [
      "node:net#createServer()": .netServer, "node:tls#createServer()": .netServer, "node:net#Server()": .netServer,
      given: .netSocket, "node:dgram#createSocket()": .datagramSocket,
    ],
    chaining: [.netServer: listeners.union(["listen"]), .netSocket: listeners, .datagramSocket: listeners],
    registrations: [
      .netServer: [(listeners, .event(["connection", "secureConnection"], connection))],
      .netSocket: [
        (
          listeners,
          .event(
            ["data", "end", "close"],
            FunctionShape(
              places: Place.argument(1), label: .named("the socket event {0}"), signature: .payloadFirst))
        )
      ],
      .datagramSocket: [
        (
          listeners,
          .event(
            ["message"],
            FunctionShape(
              places: Place.argument(1), label: .named("a datagram"), signature: .payloadFirst, needs: "bind"))
        )
      ],
    ],
    calls: ["node:net#createServer": .functions(connection), "node:tls#createServer": .functions(connection)],
    awaits: .never, signature: .payloadFirst)
}
