extension Framework {
  private static func shape(_ places: [Place], _ label: String, _ signature: HandlerSignature) -> RegistrationShape {
    .functions(FunctionShape(places: places, label: .named(label), signature: signature))
  }

  private static let methods = shape(
    Place.argument(0, "*"), "the method {*}", .payload)
  private static let publication = shape(Place.argument(1), "the publication {0}", .payload)
  private static let connect: RegistrationShape = .use

  /// Meteor 1 to 3: methods, publications and the handlers of `WebApp`. Source: docs.meteor.com (Meteor, WebApp), 2026.
  static let meteor = Framework(
    name: "Meteor", package: "meteor-node-stubs",
    makers: [
      "meteor/webapp#WebApp.connectHandlers": .expressApplication,
      "meteor/webapp#WebApp.rawConnectHandlers": .expressApplication,
      "meteor/webapp#WebApp.handlers": .expressApplication, "meteor/webapp#WebApp.rawHandlers": .expressApplication,
      "meteor/webapp#WebApp.express()": .expressApplication, "#WebApp.connectHandlers": .expressApplication,
      "#WebApp.handlers": .expressApplication, "#WebApp.rawConnectHandlers": .expressApplication,
    ],
    calls: [
      "meteor/meteor#Meteor.methods": methods, "#Meteor.methods": methods,
      "meteor/meteor#Meteor.publish": publication, "#Meteor.publish": publication,
      "meteor/reywood:publish-composite#publishComposite": shape(
        Place.argument(1, "", "find", "children.find"), "the publication {0}", .payload),
      "meteor/meteor#Meteor.onConnection": shape(Place.argument(0), "a connection", .connection),
      "#JsonRoutes.add": shape(Place.argument(2), "the route {1}", .expressLike),
      "meteor/simple:json-routes#JsonRoutes.add": shape(Place.argument(2), "the route {1}", .expressLike),
      "meteor/accounts-base#Accounts.onCreateUser": shape(Place.argument(0), "a sign-up", .payload),
      "meteor/accounts-base#Accounts.validateNewUser": shape(Place.argument(0), "a sign-up", .payload),
      "meteor/accounts-base#Accounts.validateLoginAttempt": shape(Place.argument(0), "a sign-in", .payload),
      "meteor/accounts-base#Accounts.onLogin": shape(Place.argument(0), "a sign-in", .payload),
      "meteor/accounts-base#Accounts.registerLoginHandler": shape(Place.last(), "a sign-in", .payload),
    ],
    chainEnds: [
      "meteor/mongo": [
        "allow": shape(Place.argument(0, "*"), "a write of a client", .payload),
        "deny": shape(Place.argument(0, "*"), "a write of a client", .payload),
      ]
    ],
    awaits: .always, signature: .payload)
}
