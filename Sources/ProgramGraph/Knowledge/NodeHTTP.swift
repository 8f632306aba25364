extension Framework {
  /// Servers of node:http, node:https and node:http2. Source: Node.js 24 documentation.
  static let nodeHTTP = Framework(
    name: "node:http",
    constructors: [
      "node:http#createServer()": .httpServer, "node:https#createServer()": .httpServer,
      "node:http2#createServer()": .httpServer, "node:http2#createSecureServer()": .httpServer,
      "node:http#Server()": .httpServer, "node:https#Server()": .httpServer,
    ],
    annotations: ["node:http#Server": "node:http#createServer()", "node:https#Server": "node:https#createServer()"],
    chaining: [.httpServer: ["on", "once", "listen", "addListener", "setTimeout", "close"]],
    derived: [:],
    registrations: [.httpServer: [(["on", "once", "addListener"], .event)]],
    awaitsHandlers: false)

  /// Calls that take the handler of every request.
  static let httpCreation: Set<String> = [
    "node:http#createServer", "node:https#createServer", "node:http2#createServer", "node:http2#createSecureServer",
    "node:http#Server", "node:https#Server",
  ]

  /// Events of a server that are emitted per request or connection.
  static let httpRequestEvents: Set<String> = [
    "request", "upgrade", "connection", "secureConnection", "checkContinue", "stream", "session", "connect",
  ]
}
