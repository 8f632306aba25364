extension Framework {
  private static func trigger(_ phase: Phase = .request) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.last("handler"), label: .named("the function {0}"), phase: phase, signature: .webRequest))
  }

  private static let calls: [String: RegistrationShape] = {
    var table: [String: RegistrationShape] = [:]
    for name in [
      "http", "timer", "storageBlob", "storageQueue", "serviceBusQueue", "serviceBusTopic", "eventHub", "eventGrid",
      "cosmosDB", "warmup", "generic", "sql", "webPubSub", "mySql",
    ] {
      table["@azure/functions#app." + name] = trigger(name == "timer" ? .background : .request)
    }
    for name in ["get", "post", "put", "patch", "deleteRequest"] {
      table["@azure/functions#app." + name] = .functions(
        FunctionShape(
          places: Place.last("", "handler"), label: .named("the function {0}"), signature: .webRequest))
    }
    table["durable-functions#app.activity"] = trigger()
    table["durable-functions#app.orchestration"] = .functions(
      FunctionShape(places: Place.last(), label: .named("the function {0}")))
    return table
  }()

  private static let typed = FunctionShape(
    places: [], label: .named("the function {file}"), signature: .contextFirst)

  /// Azure Functions 3 and 4. Source: learn.microsoft.com/azure/azure-functions (Node.js developer guide), 2026.
  static let azureFunctions = Framework(
    name: "Azure Functions", package: "@azure/functions",
    calls: calls,
    typedFunctions: ["@azure/functions#AzureFunction": typed],
    awaits: .always, signature: .webRequest)
}
