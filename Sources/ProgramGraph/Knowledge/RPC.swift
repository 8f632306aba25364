extension ServerType {
  static let grpcServer = ServerType("gRPC server")
  static let jaysonServer = ServerType("JSON-RPC server")
  static let xrpcServer = ServerType("XRPC server")
}

extension Framework {
  private static func service(_ awaits: Awaiting) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.argument(1, "*"), label: .named("the gRPC method {*}"), awaits: awaits, signature: .payloadFirst))
  }

  /// @grpc/grpc-js 1, nice-grpc, connect-es. grpc-js calls back and observes no promise; the others await. Sources: their
  /// documentation, 2026.
  static let gRPC = Framework(
    name: "gRPC", package: "@grpc/grpc-js",
    makers: [
      "@grpc/grpc-js#Server()": .grpcServer, "grpc#Server()": .grpcServer, "nice-grpc#createServer()": .grpcServer,
      "@connectrpc/connect#ConnectRouter()": .grpcServer,
    ],
    chaining: [.grpcServer: ["with", "use"]],
    registrations: [
      .grpcServer: [
        (["addService", "addProtoService"], service(.never)), (["add", "service"], service(.always)),
      ]
    ],
    awaits: .never, signature: .payloadFirst)

  /// jayson 4, json-rpc-2.0. Source: their READMEs, 2026.
  static let jsonRPC = Framework(
    name: "JSON-RPC", package: "jayson",
    makers: [
      "jayson#Server()": .jaysonServer, "jayson#server()": .jaysonServer, "jayson/promise#Server()": .jaysonServer,
      "json-rpc-2.0#JSONRPCServer()": .jaysonServer,
    ],
    registrations: [
      .jaysonServer: [
        (
          ["method", "addMethod"],
          .functions(
            FunctionShape(places: Place.argument(1), label: .named("the method {0}"), signature: .payloadFirst))
        ),
        (
          ["methods"],
          .functions(
            FunctionShape(places: Place.argument(0, "*"), label: .named("the method {*}"), signature: .payloadFirst))
        ),
      ]
    ],
    calls: [
      "jayson#Server": jaysonMethods, "jayson#server": jaysonMethods, "jayson/promise#Server": jaysonMethods,
      "jayson/promise#server": jaysonMethods,
    ],
    awaits: .never, signature: .payloadFirst)

  /// @atproto/xrpc-server 0, which awaits. Source: its README and src/server.ts, 2026.
  static let xrpc = Framework(
    name: "XRPC", package: "@atproto/xrpc-server",
    makers: ["@atproto/xrpc-server#createServer()": .xrpcServer, "@atproto/xrpc-server#Server()": .xrpcServer],
    registrations: [
      .xrpcServer: [
        (
          ["method", "addMethod", "streamMethod", "addStreamMethod"],
          .functions(
            FunctionShape(
              places: Place.argument(1, "", "handler", "auth"), label: .named("the XRPC method {0}"),
              signature: .payloadFirst))
        )
      ]
    ],
    awaits: .always, signature: .payloadFirst)

  private static let jaysonMethods: RegistrationShape = .functions(
    FunctionShape(places: Place.argument(0, "*"), label: .named("the method {*}"), signature: .payloadFirst))
}
