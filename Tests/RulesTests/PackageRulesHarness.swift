import Auditing
import Findings
import ProjectFacts

/// What one rule says about a project made of texts.
func findings(of rule: String, in files: [String: String]) -> [Finding] {
  let project = Project(inMemory: files.map { ($0.key, Array($0.value.utf8)) })
  return Audit(
    project: project, rules: RuleSelection(only: [rule]), options: AuditOptions(subject: "test", threads: 1)
  ).run().findings
}

/// An Express application of one file, with so many routes.
func expressServer(routes: Int) -> String {
  "const app = require('express')()\n"
    + (0..<routes).map { "app.get('/items/\($0)', (req, res) => res.json([]))\n" }.joined()
    + "app.listen(3000)\n"
}

/// A lockfile of npm in which `direct` dependencies bring so many packages each, themselves included.
func npmLockfile(_ direct: [(name: String, count: Int)], extra: [String] = []) -> String {
  let root = direct.map { "\"\($0.name)\": \"^1.0.0\"" }.joined(separator: ", ")
  var entries = ["\"\": { \"dependencies\": { \(root) } }"]
  for (name, count) in direct {
    let needs =
      (1..<max(count, 1)).map { "\($0)" }.map { "\(name)-part\($0)" } + (name == direct.first?.name ? extra : [])
    let list = needs.map { "\"\($0)\": \"1\"" }.joined(separator: ", ")
    entries.append("\"node_modules/\(name)\": { \"version\": \"1.0.0\", \"dependencies\": { \(list) } }")
    entries += needs.map { "\"node_modules/\($0)\": { \"version\": \"1.0.0\", \"optional\": \(extra.contains($0)) }" }
  }
  return "{ \"lockfileVersion\": 3, \"packages\": {\n\(entries.joined(separator: ",\n"))\n} }"
}
