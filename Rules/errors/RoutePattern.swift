/// The path of a route as frameworks like Express write it: `/orders/:id`.
struct RoutePattern {
  private let text: Substring

  init(_ route: String) { text = route[...] }

  /// Whether no path fits in which the parameter is empty. `/:id?`, `{/:id}` and `/:id*` have such paths.
  func requires(_ parameter: String) -> Bool {
    var rest = text
    while let colon = rest.firstIndex(of: ":") {
      let before = text[..<colon]
      rest = rest[rest.index(after: colon)...]
      guard rest.hasPrefix(parameter) else { continue }
      var after = rest.dropFirst(parameter.count)
      if let next = after.first, next.isLetter || next.isNumber || next == "_" { continue }
      if after.first == "(" { after = after.drop { $0 != ")" }.dropFirst() }
      let isOptional = after.first == "?" || after.first == "*"
      let isInBraces = before.count { $0 == "{" } > before.count { $0 == "}" }
      return !isOptional && !isInBraces
    }
    return false
  }
}
