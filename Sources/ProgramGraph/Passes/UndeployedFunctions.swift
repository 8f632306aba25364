import Semantics

/// Cloud Functions that the entry of their package does not lead to. Firebase deploys what the entry exports, and nothing
/// else. Source: firebase.google.com/docs/functions/organize-functions, 2026.
extension LeftoverFiles {
  func undeployed() -> Set<Int> {
    let functions = handlers.filter { $0.framework == Framework.firebase.name && $0.call != nil }
    let members = Dictionary(grouping: Set(functions.map(\.site.file.index))) {
      packages.directory(around: input.files[$0].path)
    }
    var left: Set<Int> = []
    for (folder, files) in members {
      let entries = input.files.indices.filter {
        input.serverEntries.contains(input.files[$0].path) && packages.directory(around: input.files[$0].path) == folder
      }
      let deployed = reached(from: entries)
      // Whatever the manifest names, it is not what Firebase loads where none of them is among it.
      guard files.contains(where: deployed.contains) else { continue }
      left.formUnion(files.filter { !deployed.contains($0) && input.roles[$0] == nil })
    }
    guard !left.isEmpty else { return [] }
    let dynamic = dynamicallyLoaded(besides: [])
    return left.filter { index in
      !dynamic.files.contains(index)
        && !dynamic.anywhere.contains { PathText.contains($0, evaluator.files[index].path) }
    }
  }
}
