package import Checking
package import RulePages

/// The rules that nodevet brings along: a page each, and for some a check beside it.
///
/// Nobody registers a rule. The pages in this folder are found when it is built, and become `embeddedRules`.
package enum Rulebook {
  /// By category and id. Cheap: pages are made when they are asked for, and no Markdown is parsed then.
  package static var builtIn: [BuiltInRule] { embeddedRules }
}

/// One rule of the rule book.
package struct BuiltInRule: Sendable {
  package typealias AnyCheck = any Check

  package let id: String
  package let category: String
  /// Makes the page: a value of literals, its text among them.
  package let page: @Sendable () -> RulePage
  /// Makes the check that the page names; nil where the rule lives on its page alone.
  package let makeCheck: (@Sendable () -> AnyCheck)?
}
