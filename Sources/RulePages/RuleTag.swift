/// The words a page may carry as tags: what a reader of the rule book would filter by. `Rules/README.md` explains them;
/// a new one needs a row there.
package enum RuleTag: String, CaseIterable, Sendable {
  case architecture
  case async
  case authentication
  case availability
  case compatibility
  case concurrency
  case configuration
  case containers
  case continuousIntegration = "continuous-integration"
  case correctness
  case cryptography
  case database
  case deployment
  case dependencies
  case deprecated
  case errorHandling = "error-handling"
  case eventLoop = "event-loop"
  case injection
  case inputValidation = "input-validation"
  case logging
  case maintainability
  case memory
  case modules
  case network
  case observability
  case performance
  case privacy
  case repository
  case reproducibility
  case resilience
  case secrets
  case security
  case shutdown
  case streams
  case supplyChain = "supply-chain"
  case testing
  case types
}
