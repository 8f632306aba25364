/// Calls to other services, and where they are told how long to wait.
///
/// Sources: the documentation of Node 24 (fetch, http), axios 1, got 14, node-fetch 3, undici 7, request 2,
/// request-promise 4, superagent 10, @nestjs/axios 4; 2026.
struct OutboundCalls {
  var client: String
  /// Position of the options; the last of them where the call may leave some out.
  var options: Int
  var limits: Set<String>

  private static let axios: Set<String> = ["timeout", "signal", "cancelToken"]
  private static let fetch: Set<String> = ["signal", "timeout", "dispatcher", "agent"]
  /// Calls of a service of NestJS stand for those of the axios that its module has made.
  private static let services = ["@nestjs/axios#HttpService()", "@nestjs/common#HttpService()"]

  private static let table: [String: OutboundCalls] = {
    var table: [String: OutboundCalls] = [
      "#fetch": OutboundCalls(client: "fetch", options: 1, limits: fetch),
      "node-fetch": OutboundCalls(client: "node-fetch", options: 1, limits: fetch),
      "cross-fetch": OutboundCalls(client: "cross-fetch", options: 1, limits: fetch),
      "isomorphic-fetch": OutboundCalls(client: "isomorphic-fetch", options: 1, limits: fetch),
      "undici#fetch": OutboundCalls(client: "undici", options: 1, limits: fetch),
      "axios": OutboundCalls(client: "axios", options: 0, limits: axios),
      "axios#request": OutboundCalls(client: "axios", options: 0, limits: axios),
      "got": OutboundCalls(client: "got", options: 1, limits: ["timeout", "signal"]),
      "superagent": OutboundCalls(client: "superagent", options: 2, limits: []),
    ]
    for client in ["request", "request-promise", "request-promise-native"] {
      let entry = OutboundCalls(client: client, options: 0, limits: ["timeout"])
      table[client] = entry
      for method in ["get", "post", "put", "patch", "delete", "del", "head"] { table["\(client)#\(method)"] = entry }
    }
    for method in ["get", "post", "put", "patch", "delete", "del", "head"] {
      table["superagent#\(method)"] = OutboundCalls(client: "superagent", options: 3, limits: [])
    }
    for service in services {
      for axios in [service, service + ".axiosRef"] {
        table[axios + ".request"] = OutboundCalls(client: "HttpService", options: 0, limits: Self.axios)
        for method in ["get", "delete", "head"] {
          table["\(axios).\(method)"] = OutboundCalls(client: "HttpService", options: 1, limits: Self.axios)
        }
        for method in ["post", "put", "patch"] {
          table["\(axios).\(method)"] = OutboundCalls(client: "HttpService", options: 2, limits: Self.axios)
        }
      }
    }
    for method in ["get", "delete", "head", "options"] {
      table["axios#\(method)"] = OutboundCalls(client: "axios", options: 1, limits: axios)
    }
    for method in ["post", "put", "patch"] {
      table["axios#\(method)"] = OutboundCalls(client: "axios", options: 2, limits: axios)
    }
    for method in ["get", "post", "put", "patch", "delete"] {
      table["got#\(method)"] = OutboundCalls(client: "got", options: 1, limits: ["timeout", "signal"])
    }
    return table
  }()

  static func entry(for path: String) -> OutboundCalls? { table[path] }
}
