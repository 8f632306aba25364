import JavaScript
import ProgramGraph
import Semantics
import SourceText

extension Program {
  /// Whether a call stands behind `await new Promise((resolve, reject) => { stream.on("error", reject) })`, which nothing ever
  /// resolves: nobody comes there.
  func standsBehindEndlessWait(_ call: CallReference) -> Bool {
    let file = self[call.file]
    let site = file[call.call]
    return file.model.interruptions.contains { record in
      record.kind == .await && record.function == site.function && record.span.end <= site.span.start
        && isNeverResolved(record.value, call.file)
    }
  }

  private func isNeverResolved(_ value: ValueID, _ index: FileIndex) -> Bool {
    let file = self[index]
    guard file[value].kind == .call, case let site = file[CallID(file[value].a)], site.flags.contains(.new),
      let executor = file.values(site.arguments).first, file[executor].kind == .function,
      externalPaths(of: site.callee, in: index) == ["#Promise"]
    else { return false }
    let function = FunctionID(file[executor].a)
    guard let resolve = file[function].parameters.first, resolve.name.exists else { return false }
    return file.bindings.contains { binding in
      binding.kind == .parameter && binding.function == function && binding.name == resolve.name && !binding.isRead
    }
  }
}
