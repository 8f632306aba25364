extension ServerType {
  static let probot = ServerType("Probot application")
  static let webhooks = ServerType("GitHub webhooks")
}

extension Framework {
  private static let shape = FunctionShape(
    places: Place.last(), label: .named("the webhook {0}"), awaits: .always, signature: .payloadFirst)

  /// Probot 7 to 13 and the webhooks of Octokit, which wait for what they call and hear of its failures. Sources: probot.github.io
  /// (Application), README of @octokit/webhooks 13, 2026.
  static let probotApplications = Framework(
    name: "Probot", package: "probot",
    makers: [
      "probot#Probot()": .probot, "probot#Application()": .probot, "@octokit/webhooks#Webhooks()": .webhooks,
      "octokit#App().webhooks": .webhooks, "@octokit/app#App().webhooks": .webhooks,
    ],
    annotations: [
      "probot#Probot": "probot#Probot()", "probot#Application": "probot#Probot()",
      "@octokit/webhooks#Webhooks": "@octokit/webhooks#Webhooks()",
    ],
    registrations: [
      .probot: [(["on", "onAny", "onError"], .functions(shape))],
      .webhooks: [(["on", "onAny", "onError"], .functions(shape))],
    ],
    presumedParameters: [
      PresumedParameter(package: "probot", names: ["app", "robot", "probot"], gives: "probot#Probot()")
    ],
    awaits: .always, signature: .payloadFirst)
}
