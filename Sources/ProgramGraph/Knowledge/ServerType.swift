/// A thing of a framework on which handlers are registered: an application, a router, a socket. Each framework names its
/// own in its file.
struct ServerType: Hashable, Sendable {
  let name: String

  init(_ name: String) { self.name = name }
}
