extension Framework {
  private static let bun: RegistrationShape = .functions(
    FunctionShape(
      places: Place.argument(0, "fetch", "error", "routes.*", "routes.*.*", "websocket.*"), label: .everyRequest,
      signature: .webRequest))

  /// Servers of Bun and Deno, and @hono/node-server. Source: bun.sh/docs (HTTP), docs.deno.com (Deno.serve), 2026.
  static let webStandard = Framework(
    name: "Bun and Deno", package: "bun",
    calls: [
      "#Bun.serve": bun, "bun#serve": bun,
      "#Deno.serve": .functions(
        FunctionShape(
          places: Place.last() + Place.argument(0, "handler"), label: .everyRequest, signature: .webRequest)),
    ],
    awaits: .always, signature: .webRequest)
}
