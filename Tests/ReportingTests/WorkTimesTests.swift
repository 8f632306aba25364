import Findings
import Reporting
import Testing

@Suite("Where the time went")
struct WorkTimesTests {
  @Test("Phases stand in their order, rules below, each with its share of the whole")
  func table() {
    let times = WorkTimes(
      phases: [.init(name: "parsing", seconds: 0.0750), .init(name: "call graph", seconds: 0.01)],
      rules: [.init(name: "empty-catch", seconds: 0.015)])
    #expect(
      WorkTimesText.text(of: times) == """
        CPU time, all threads: 100.0 ms
               75.0 ms   75.0 %  parsing
               10.0 ms   10.0 %  call graph
        Rules with logic of their own
               15.0 ms   15.0 %  empty-catch

        """)
  }

  @Test("Nothing measured is no division by nothing")
  func nothing() {
    let times = WorkTimes(phases: [.init(name: "parsing", seconds: 0)], rules: [])
    #expect(WorkTimesText.text(of: times) == "CPU time, all threads: 0.0 ms\n        0.0 ms    0.0 %  parsing\n")
  }
}
