/// Text of the audited project for those who print without a report.
package enum TerminalText {
  /// The text with everything spelt out that a terminal or a build server would obey.
  package static func visible(_ foreign: String) -> String { VisibleText(foreign).text }
}
