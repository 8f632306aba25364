extension Framework {
  private static func shutdown(_ places: [Place]) -> RegistrationShape {
    .functions(
      FunctionShape(places: places, label: .named("the end of the process"), phase: .shutdown, isListed: false))
  }

  /// Packages that call what they are given when the process ends. Sources: their READMEs, 2026.
  static let nodeProcess = Framework(
    name: "Node.js", package: "node",
    calls: [
      "@godaddy/terminus#createTerminus": shutdown(Place.argument(1, "onSignal", "onShutdown", "beforeShutdown")),
      "http-graceful-shutdown": shutdown(Place.argument(1, "onShutdown", "preShutdown", "finally")),
      "close-with-grace": shutdown(Place.last()), "graceful-shutdown": shutdown(Place.last()),
      "signal-exit": shutdown(Place.last()), "signal-exit#onExit": shutdown(Place.last()),
      "node-graceful-shutdown#onShutdown": shutdown(Place.last()), "exit-hook": shutdown(Place.last()),
      "async-exit-hook": shutdown(Place.last()), "death": shutdown(Place.last()),
      "lightship#createLightship().registerShutdownHandler": shutdown(Place.last()),
    ],
    awaits: .never)
}
