extension ServerType {
  static let webSocketServer = ServerType("WebSocket server")
  static let webSocket = ServerType("WebSocket of a server")
}

extension Framework {
  private static let given = "ws#Socket()"
  private static let listeners: Set<String> = ["on", "once", "addListener"]
  private static let message = FunctionShape(
    places: Place.argument(1), label: .named("the socket event {0}"), signature: .payloadFirst)

  /// ws 7 and 8, sockjs, websocket, @fastify/websocket: emitters. Source: doc/ws.md of ws, 2026.
  static let webSockets = Framework(
    name: "ws", package: "ws",
    makers: [
      "ws#WebSocketServer()": .webSocketServer, "ws#Server()": .webSocketServer, given: .webSocket,
      "sockjs#createServer()": .webSocketServer, "websocket#server()": .webSocketServer,
      "express-ws().getWss()": .webSocketServer, "nodejs-websocket#createServer()": .webSocketServer,
      "faye#NodeAdapter()": .webSocketServer, "isomorphic-ws#WebSocketServer()": .webSocketServer,
      "isomorphic-ws#Server()": .webSocketServer,
    ],
    annotations: ["ws#WebSocketServer": "ws#WebSocketServer()", "ws#Server": "ws#WebSocketServer()"],
    chaining: [.webSocketServer: listeners, .webSocket: listeners.union(["addEventListener"])],
    registrations: [
      .webSocketServer: [
        (
          listeners,
          .event(
            ["connection", "request", "connect"],
            FunctionShape(
              places: Place.argument(1), label: .named("a socket's connection"), signature: .connection,
              gives: [0: given]))
        )
      ],
      .webSocket: [
        (
          listeners.union(["addEventListener"]),
          .event(["message", "close", "error", "data", "ping", "pong", "text"], message)
        )
      ],
    ],
    calls: [
      "nodejs-websocket#createServer": .functions(
        FunctionShape(
          places: Place.last(), label: .named("a socket's connection"), signature: .connection, gives: [0: given])),
      "ws#WebSocketServer": .functions(
        FunctionShape(
          places: Place.argument(0, "verifyClient", "handleProtocols"), label: .named("a socket's connection"),
          signature: .connection)),
      "ws#Server": .functions(
        FunctionShape(
          places: Place.argument(0, "verifyClient", "handleProtocols"), label: .named("a socket's connection"),
          signature: .connection)),
    ],
    writes: [
      .webSocket: [
        "onmessage": FunctionShape(places: [], label: .named("the socket event message"), signature: .payloadFirst),
        "onclose": FunctionShape(places: [], label: .named("the socket event close"), signature: .payloadFirst),
        "onerror": FunctionShape(places: [], label: .named("the socket event error"), signature: .payloadFirst),
      ]
    ],
    awaits: .never, signature: .payloadFirst)
}
