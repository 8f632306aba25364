extension ServerType {
  static let socketServer = ServerType("socket.io server")
  static let socket = ServerType("socket.io socket")
}

extension Framework {
  private static let given = "socket.io#Socket()"
  private static let listeners: Set<String> = ["on", "once", "addListener"]

  private static let connecting: RegistrationShape = .functions(
    FunctionShape(
      places: Place.argument(0, "allowRequest") + Place.argument(1, "allowRequest"),
      label: .named("a socket's handshake"), signature: .unknown))

  /// socket.io 2 to 4: an emitter, so that what listeners reject is lost. Source: socket.io server API, 2026.
  static let socketIO = Framework(
    name: "socket.io", package: "socket.io",
    makers: [
      "socket.io()": .socketServer, "socket.io#Server()": .socketServer, "socket.io#listen()": .socketServer,
      given: .socket, "socket.io#Namespace()": .socketServer, "fastify-socket.io#io": .socketServer,
    ],
    annotations: [
      "socket.io#Server": "socket.io#Server()", "socket.io#Socket": given, "socket.io#Namespace": "socket.io#Server()",
      "socket.io": "socket.io#Server()",
    ],
    chaining: [
      .socketServer: listeners.union(["use", "attach", "listen", "bind", "set"]), .socket: listeners.union(["use"]),
    ],
    derived: [
      .socketServer: ["of": .socketServer, "sockets": .socketServer, "to": .socketServer, "in": .socketServer],
      .socket: ["server": .socketServer],
    ],
    registrations: [
      .socketServer: [
        (
          listeners,
          .event(
            ["connection", "connect"],
            FunctionShape(
              places: Place.argument(1), label: .named("a socket's connection"), signature: .connection,
              gives: [0: given]))
        ),
        (
          ["use"],
          .functions(
            FunctionShape(
              places: Place.last(), label: .named("every connection of a socket"), signature: .connection,
              gives: [0: given]))
        ),
      ],
      .socket: [
        (
          listeners,
          .event(
            [], FunctionShape(places: Place.argument(1), label: .named("the socket event {0}"), signature: .payload))
        ),
        (
          ["use", "onAny", "prependAny"],
          .functions(
            FunctionShape(places: Place.last(), label: .named("every socket event"), signature: .payload))
        ),
      ],
    ],
    calls: ["socket.io#Server": connecting, "socket.io": connecting],
    presumedParameters: [
      PresumedParameter(package: "socket.io", names: ["io"], gives: "socket.io#Server()", isAnywhere: true),
      PresumedParameter(package: "socket.io", names: ["socket"], gives: given, isAnywhere: true),
    ],
    awaits: .never, signature: .payload)
}
