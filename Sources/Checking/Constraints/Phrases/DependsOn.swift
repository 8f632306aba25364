/// `package depends on "express" >=4`: the manifest of the package around the file asks for it.
struct DependsOn: Sendable {
  var name: String
  var bound: VersionBound?

  static func read(_ reader: inout ConstraintReader) -> Phrase? {
    guard let (name, _) = reader.string("the name of a package in quotes: `depends on \"express\"`") else { return nil }
    guard case .comparison(let text) = reader.peek()?.kind else { return .dependsOn(DependsOn(name: name)) }
    _ = reader.next()
    guard let bound = VersionBound(text) else {
      reader.reportHere("a version: `>=4.1`")
      return nil
    }
    return .dependsOn(DependsOn(name: name, bound: bound))
  }
}
