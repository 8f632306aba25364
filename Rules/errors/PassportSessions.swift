import ProgramGraph

extension Program {
  /// What finds the user of a session, where nobody asks for one: it never runs.
  func isOfUnaskedSession(_ handler: RequestHandler) -> Bool {
    handler.framework == "Passport" && handler.route.hasSuffix("session") && isWithoutSessions
  }

  /// `passport.initialize()` and no `passport.session()`: nobody asks for the user of a session.
  private var isWithoutSessions: Bool {
    var initializes = false
    for external in externalCalls where external.path.prefix(while: { $0 != "#" }).hasSuffix("passport") {
      let name = CallbackCalls.parts(of: external.path).name
      if name == "session" || name == "secureSession" { return false }
      if name == "authenticate", text(ofArgument: 0, of: external.call) == "session" { return false }
      initializes = initializes || name == "initialize" || name == "authenticate"
    }
    return initializes
  }
}
