extension Framework {
  private static func trigger(_ signature: HandlerSignature, _ awaits: Awaiting? = nil) -> RegistrationShape {
    .functions(
      FunctionShape(
        places: Place.last("", "handler"), label: .named("the function {property}"), awaits: awaits,
        signature: signature))
  }

  private static let request = trigger(.expressLike, .never)
  private static let event = trigger(.payloadFirst)

  private static let ends: [String: RegistrationShape] = {
    var table = ["onRequest": request, "onCall": trigger(.payloadFirst)]
    for name in [
      "onCreate", "onUpdate", "onDelete", "onWrite", "onFinalize", "onArchive", "onMetadataUpdate", "onPublish",
      "onRun",
      "onDocumentCreated", "onDocumentUpdated", "onDocumentDeleted", "onDocumentWritten", "onSchedule",
      "onMessagePublished", "onObjectFinalized", "onObjectDeleted", "onValueCreated", "onValueWritten",
      "onValueUpdated",
      "onValueDeleted", "onTaskDispatched", "onDispatch", "beforeUserCreated", "beforeUserSignedIn", "beforeCreate",
      "beforeSignIn", "onCustomEventPublished", "onDocumentCreatedWithAuthContext", "onDocumentWrittenWithAuthContext",
      "onLog", "onComplete",
    ] {
      table[name] = event
    }
    return table
  }()

  /// Cloud Functions for Firebase 1 and 2. Source: firebase.google.com/docs/functions, 2026.
  static let firebase = Framework(
    name: "Firebase", package: "firebase-functions",
    chainEnds: [
      "firebase-functions": ends, "firebase-functions/v1": ends, "firebase-functions/v2": ends,
      "firebase-functions/v2/https": ends, "firebase-functions/v2/firestore": ends,
      "firebase-functions/v2/scheduler": ends, "firebase-functions/v2/pubsub": ends,
      "firebase-functions/v2/storage": ends, "firebase-functions/v2/database": ends,
      "firebase-functions/v2/identity": ends, "firebase-functions/v2/tasks": ends, "firebase-functions/https": ends,
      "firebase-functions/firestore": ends, "firebase-functions/scheduler": ends, "firebase-functions/pubsub": ends,
      "firebase-functions/storage": ends, "firebase-functions/database": ends, "firebase-functions/v2/eventarc": ends,
    ],
    awaits: .always, signature: .payloadFirst)
}
