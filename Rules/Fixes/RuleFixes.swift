package import Checking

/// Who mends the findings of which rule. Rules without an entry are for people to mend.
package enum RuleFixes {
  package static let byRule: [String: any FindingFixer] = [
    "builtin-as-dependency": CoreModuleFix(),
    "ci-npm-install": InstallCommandFix(),
    "deprecated-core-api": ClusterNameFix(),
    "docker-npm-install": InstallCommandFix(),
    "env-drift": EnvironmentExampleFix(),
    "env-not-ignored": IgnoreEnvironmentFix(),
    "error-detail-lost": CauseFix(),
    "floating-promise": AwaitFix(),
    "loose-range": LockedRangeFix(),
    "missing-env-example": EnvironmentExampleFix(),
    "missing-esm-extension": ModuleExtensionFix(),
    "throw-literal": ThrownErrorFix(),
    "unused-suppression": UnusedSuppressionFix(),
  ]
}
