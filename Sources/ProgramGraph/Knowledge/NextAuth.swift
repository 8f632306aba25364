extension Framework {
  private static let credentials = RegistrationShape.functions(
    FunctionShape(places: Place.argument(0, "authorize"), label: .named("sign-in through NextAuth")))

  /// Auth.js, known as NextAuth: what checks credentials, and the callbacks and events of signing in. A failure of theirs
  /// is answered by it. Source: next-auth.js.org (Credentials, Callbacks, Events), authjs.dev, 2026.
  static let nextAuth = Framework(
    name: "NextAuth", package: "next-auth",
    calls: [
      "next-auth/providers/credentials": credentials, "next-auth/providers#Credentials": credentials,
      "@auth/core/providers/credentials": credentials,
      "next-auth": .functions(
        FunctionShape(
          places: [0, 2].flatMap { position in
            ["callbacks.*", "events.*"].flatMap { Place.argument(position, $0) }
          }, label: .named("the {*} callback of NextAuth"))),
    ],
    awaits: .always)
}
