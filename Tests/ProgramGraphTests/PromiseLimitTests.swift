import ProgramGraph
import Semantics
import Testing

@Suite("Promises and flows of hostile programs") struct PromiseLimitTests {
  private func functions(_ sketch: Sketch) -> [FunctionReference] {
    sketch.program[FileIndex(0)].functions.indices.dropFirst().map {
      FunctionReference(file: FileIndex(0), function: FunctionID($0))
    }
  }

  @Test("Functions that await two of the next each are asked in bounded time", .timeLimit(.minutes(10)))
  func diamonds() {
    let count = 400
    let text = (0..<count).map { number in
      "async function f\(number)() { await f\((number + 1) % count)(); await f\((number + 2) % count)() }"
    }.joined(separator: "\n")
    let sketch = Sketch(text + "\nasync function apart() { await own() }\nasync function own() { return 1 }")
    let found = functions(sketch).map { sketch.program.promises.rejection(of: $0) }
    // Where the limit is reached nothing is claimed; what stands apart is known.
    #expect(found.suffix(2).allSatisfy { $0 == .never })
  }

  @Test("Functions that return two of the next each are asked in bounded time", .timeLimit(.minutes(10)))
  func returns() {
    let count = 400
    let text = (0..<count).map { number in
      "function f\(number)(x) { if (x) return f\(number + 1)(x); return f\(number + 2)(x) }"
    }.joined(separator: "\n")
    let sketch = Sketch(text + "\nasync function f\(count)() {}\nasync function f\(count + 1)() {}")
    let calls = sketch.program[FileIndex(0)].calls.indices.map { CallReference(file: FileIndex(0), call: CallID($0)) }
    let facts = calls.map { sketch.program.promises.fact(of: $0) }
    // The last of the chain are near enough to their end to be known.
    #expect(facts.last.flatMap { $0 } != nil)
  }

  @Test("Names that hold each other, read by one sink, are followed in bounded time", .timeLimit(.minutes(10)))
  func names() {
    let count = 300
    let names = (0..<count).map { "let a\($0) = a\(($0 + 1) % count) || a\(($0 * 7 + 3) % count)" }
    let sketch = Sketch(
      """
      const app = require('express')()
      const { exec } = require('child_process')
      app.get('/', (req, res) => {
      \(names.joined(separator: "\n"))
      a0 = req.query.x
      exec('ls ' + a5)
      })
      """)
    let flows = sketch.program.flows
    let sinks = flows.sinks(in: FileIndex(0))
    #expect(sinks.count == 1)
    let found = sinks.compactMap { flows.flow(toArgument: $0.argument, of: $0.call, for: $0.sink) }
    #expect(found.first?.part == .query)
  }
}
