import Checking
import Findings
import ProgramGraph
import Semantics
import SourceText

/// Functions that call themselves twice or more for each step down from a number that the client sends.
struct RequestedRecursion {
  private let program: Program

  init(_ program: Program) { self.program = program }

  func report(_ reporter: inout Reporter) {
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      var selfCalls: [FunctionID: [CallReference]] = [:]
      for (id, site) in program[index].calls.enumerated() where site.function != .moduleBody {
        let call = CallReference(file: index, call: CallID(id))
        guard program.targets(of: call) == [program.function(around: call)] else { continue }
        selfCalls[site.function, default: []].append(call)
      }
      for (function, calls) in selfCalls.sorted(by: { $0.key.raw < $1.key.raw }) where calls.count > 1 {
        report(FunctionReference(file: index, function: function), calls, &reporter)
      }
    }
  }

  private func report(_ function: FunctionReference, _ calls: [CallReference], _ reporter: inout Reporter) {
    let file = program[function.file]
    guard let path = program.requestPath(to: function), !path.handler.isDoubtful, !path.handler.isAlone,
      isPlainStep(calls, file), let parameter = parameter(of: function, file)
    else { return }
    let start = file[function.function].span.start
    let place = Span(start: start, end: start + 1)
    guard let flow = program.flows.flow(to: parameter, in: function.file, at: place, for: .amount) else { return }
    let name = program.name(of: function)
    reporter.report(
      at: file[function.function].nameSpan, in: file.path,
      "\(name) calls itself \(calls.count) times for each step, and the client decides how many steps on \(path.handler.route)",
      evidence: path.evidence(in: program) + program.evidence(flow.steps),
      enclosing: program.qualifiedName(of: function))
  }

  /// The first argument is made of arithmetic: `n - 1`. Children of a tree are something else.
  private func isPlainStep(_ calls: [CallReference], _ file: ProgramFile) -> Bool {
    calls.allSatisfy { call in
      guard let first = file.values(file[call.call].arguments).first else { return false }
      return file[first].kind == .unknown && file[first].a == UnknownReason.arithmetic.rawValue
    }
  }

  /// The value that stands for the uses of the first parameter.
  private func parameter(of function: FunctionReference, _ file: ProgramFile) -> ValueID? {
    let parameter = file.bindings.indices.first { number in
      let binding = file.bindings[number]
      return binding.kind == .parameter
        && file.values(binding.values).contains { value in
          file[value].kind == .parameter && file[value].a == function.function.raw && file[value].b == 0
        }
    }
    guard let parameter else { return nil }
    return file.values.indices.lazy.map { ValueID($0) }
      .first { file[$0].kind == .binding && Int(file[$0].a) == parameter }
  }
}
