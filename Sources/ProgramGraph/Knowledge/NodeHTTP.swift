extension ServerType {
  static let httpServer = ServerType("HTTP server")
}

extension Framework {
  /// Events of a server that are emitted per request or connection.
  private static let httpRequestEvents: Set<String> = [
    "upgrade", "connection", "secureConnection", "checkContinue", "checkExpectation", "stream", "session", "connect",
    "clientError",
  ]

  private static let everyRequest = FunctionShape(
    places: Place.last(), label: .everyRequest, signature: .expressLike)

  /// Servers of node:http, node:https and node:http2. Source: Node.js 24 documentation.
  static let nodeHTTP = Framework(
    name: "node:http", package: "node",
    makers: [
      "node:http#createServer()": .httpServer, "node:https#createServer()": .httpServer,
      "node:http2#createServer()": .httpServer, "node:http2#createSecureServer()": .httpServer,
      "node:http#Server()": .httpServer, "node:https#Server()": .httpServer, "spdy#createServer()": .httpServer,
    ],
    annotations: ["node:http#Server": "node:http#createServer()", "node:https#Server": "node:https#createServer()"],
    chaining: [.httpServer: ["on", "once", "listen", "addListener", "setTimeout", "close"]],
    registrations: [
      .httpServer: [
        (["on", "once", "addListener"], .event(["request"], everyRequest)),
        (
          ["on", "once", "addListener"],
          .event(
            httpRequestEvents,
            FunctionShape(
              places: Place.argument(1), label: .named("the server's {0} event"), signature: .connection))
        ),
      ]
    ],
    calls: [
      "node:http#createServer": .functions(everyRequest), "node:https#createServer": .functions(everyRequest),
      "node:http2#createServer": .functions(everyRequest), "node:http2#createSecureServer": .functions(everyRequest),
      "node:http#Server": .functions(everyRequest), "node:https#Server": .functions(everyRequest),
      "spdy#createServer": .functions(everyRequest),
    ],
    awaits: .never, signature: .expressLike)
}
