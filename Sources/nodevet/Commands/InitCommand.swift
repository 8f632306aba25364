import Auditing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `nodevet init [PATH]`: writes a small `nodevet.json` to begin with. One that is there stays as it is.
///
/// With `--baseline` all that is found today is accepted at once.
enum InitCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--baseline", value: nil, help: "also accept what an audit finds today")
  ]

  /// - Parameter accept: writes the baseline of a folder.
  static func run(
    _ arguments: [String], accept: (_ folder: String) throws(UsageError) -> ExitCode
  ) throws(UsageError) -> ExitCode {
    let reader = try ArgumentReader(arguments, flags: flags)
    let accepts = reader.has("--baseline")
    if reader.operands.count > 1 { throw UsageError.other("one folder at a time") }
    let folder = reader.operands.first ?? "."
    let path = folder == "." ? ConfigurationKeys.fileName : folder + "/" + ConfigurationKeys.fileName
    guard FileBytes.create(Array((accepts ? naming : text).utf8), at: path) else {
      let reason = errno == EEXIST ? "it is there already" : String(cString: strerror(errno))
      throw UsageError.other("cannot write '\(path)': \(reason)")
    }
    if accepts {
      Console.write("\(path) written.\n")
      return try accept(folder)
    }
    Console.write(
      """
      \(path) written. What next:
        nodevet            see what there is to do
        nodevet baseline   accept what there is today, to be told of new findings alone; then take the // before
                           "baseline" in \(ConfigurationKeys.fileName) away

      """)
    return .clean
  }

  /// With the baseline named.
  private static var naming: String { text.replacing("// \"baseline\"", with: "\"baseline\"") }

  private static let text = """
    {
      // What this project asks of nodevet. `nodevet config schema` prints all keys, `nodevet rules` lists the rules.
      "extends": ["recommended"],

      // off, note, warning or error, for a rule or a whole category.
      "rules": {
        // "console-only-catch": "note",
        // "packages": "off"
      },

      "overrides": [
        // { "files": ["scripts/**"], "rules": { "sync-call-in-handler": "off" } }
      ],

      // Left out, as if it were not there. What git ignores is left out already.
      "exclude": [],

      // Accepted findings of package.json and its like, which hold no comments.
      "suppressions": [
        // { "rule": "heavy-dependency", "path": "package.json", "message": "moment", "reason": "until the new calendar" }
      ],

      // What `nodevet baseline` accepted.
      // "baseline": "nodevet-baseline.txt",

      // What makes the exit code 1.
      "gate": { "failOn": "error" }
    }

    """
}
