extension ServerType {
  static let microWebSockets = ServerType("uWebSockets application")
}

extension Framework {
  private static let methods: Set<String> = [
    "get", "post", "put", "patch", "del", "options", "head", "trace", "connect", "any",
  ]

  /// uWebSockets.js 20: the response comes first, and nothing is awaited. Source: its documentation, 2026.
  static let microWebSockets = Framework(
    name: "uWebSockets.js", package: "uWebSockets.js",
    makers: ["uWebSockets.js#App()": .microWebSockets, "uWebSockets.js#SSLApp()": .microWebSockets],
    chaining: [.microWebSockets: methods.union(["ws", "listen", "publish"])],
    registrations: [
      .microWebSockets: [
        (methods, .verb()),
        (["ws"], .all(options: ["open", "message", "close", "upgrade", "drain", "ping", "pong"])),
      ]
    ],
    awaits: .never)
}
