/// How a function from outside treats what it is given, as far as evaluation is concerned.
struct ExternalConduct {
  /// The arguments it gives back.
  var passesThrough: PassThrough.Argument?
  /// Whether it gives back what it was called on.
  var returnsReceiver: Bool
  /// Another path for the same thing.
  var alias: String?
  var isCradle: Bool
  /// Node's own or a global: it stays what it is, whatever is hung on it.
  var isPlatform: Bool
  /// What it gives is known better than by its path.
  var hasKnownResult: Bool
  /// The registrations that a call of it may be.
  var registrations: [ExternalTypes.Registration]
}

extension Evaluator {
  /// What the tables say of a path, looked up once.
  func conduct(of id: ExternalID) -> ExternalConduct {
    let index = Int(id.raw)
    if index < conducts.count, let known = conducts[index] { return known }
    while conducts.count <= index { conducts.append(nil) }
    let path = externals.text(id)
    let conduct = ExternalConduct(
      passesThrough: Execution.memoizing.contains(path)
        ? .first : PassThrough.argument(of: path) ?? Execution.wrapping[path],
      returnsReceiver: ExternalTypes.returnsReceiver(path),
      alias: Decoration.aliases[path], isCradle: path == InjectionKnowledge.cradle,
      isPlatform: path.hasPrefix("#") || path.hasPrefix("node:"), hasKnownResult: KnownResults.paths.contains(path),
      registrations: ExternalTypes.registrations(path))
    conducts[index] = conduct
    return conduct
  }
}
