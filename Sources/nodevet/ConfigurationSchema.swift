import Auditing
import Reporting

/// The JSON Schema of `nodevet.json`, printed from the shape that the reader checks by. Draft 7, which editors know best.
enum ConfigurationSchema {
  static func bytes(of shape: ConfigurationShape) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("$schema", "http://json-schema.org/draft-07/schema#")
      root.member("title", "nodevet.json")
      root.member("description", "What a project asks of nodevet. Comments and a comma at the end are allowed.")
      write(shape, to: &root)
    }
    return writer.finish()
  }

  /// The members of the schema of a shape, into its object.
  private static func write(_ shape: ConfigurationShape, to schema: inout JSONWriter) {
    switch shape {
    case .text:
      schema.member("type", "string")
      schema.member("minLength", 1)
    case .day:
      schema.member("type", "string")
      schema.member("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .flag:
      schema.member("type", "boolean")
    case .choice(let words):
      schema.member("enum", words)
    case .integer(let range):
      schema.member("type", "integer")
      schema.member("minimum", range.lowerBound)
      if range.upperBound < .max { schema.member("maximum", range.upperBound) }
    case .share:
      schema.member("type", "number")
      schema.member("minimum", 0)
      schema.member("maximum", 1)
    case .list(let element):
      schema.member("type", "array")
      schema.object("items") { write(element, to: &$0) }
    case .object(let keys, _):
      schema.member("type", "object")
      schema.object("properties") { properties in
        for key in keys {
          properties.object(key.name) { property in
            property.member("description", key.help)
            write(key.shape, to: &property)
          }
        }
      }
      let required = keys.filter(\.isRequired).map(\.name)
      if !required.isEmpty { schema.member("required", required) }
      schema.member("additionalProperties", false)
    case .either(let word, let rest):
      schema.array("anyOf") { alternatives in
        alternatives.object { write(word, to: &$0) }
        alternatives.object { write(rest, to: &$0) }
      }
    }
  }
}
