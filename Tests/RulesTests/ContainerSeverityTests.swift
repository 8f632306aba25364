import Findings
import Testing

@Suite("delivery, resilience: which containers are a deployment")
struct ContainerSeverityTests {
  private let manifest =
    #"{"name": "api", "private": true, "scripts": {"start": "node ."}, "dependencies": {"express": "1"}}"#

  private func severities(_ rule: String, _ files: [String: String]) -> [Severity] {
    let application = ["package.json": manifest, "index.js": expressServer(routes: 4)]
    return findings(of: rule, in: application.merging(files) { $1 }).map(\.severity)
  }

  private func image(_ command: String) -> String { "FROM node:22\nCOPY . .\nRUN npm ci\nCMD \(command)\n" }

  @Test("A service in a container is cut off; one that only development starts is not deployed")
  func shutdown() {
    func found(_ files: [String: String]) -> [Severity] { severities("missing-graceful-shutdown", files) }
    #expect(found([:]) == [.note])
    #expect(found(["Dockerfile": image("node index.js")]) == [.warning])
    #expect(found(["Dockerfile": image("npm run dev")]) == [.note])
    #expect(found(["Dockerfile": "FROM postgres:16\nCOPY tables.sql /docker-entrypoint-initdb.d/\n"]) == [.note])
    #expect(found(["docker/node.Dockerfile": "FROM node:22\nRUN adduser -D runner\nUSER runner\n"]) == [.note])
    let offline = manifest.replacing("node .", with: "sls offline")
    #expect(found(["Dockerfile": image("npm start"), "package.json": offline]) == [.note])
    let silent = ["index.js": "require('http').createServer().listen(3000)", "Dockerfile": image("node index.js")]
    #expect(found(silent) == [.note])
    let own = ["index.js": expressServer(routes: 4).replacing("listen(3000)", with: "listen(3000, '127.0.0.1')")]
    #expect(found(own.merging(["Dockerfile": image("node index.js")]) { $1 }) == [.note])
    func bot(_ answer: String) -> [Severity] {
      let source = """
        const { Client } = require("discord.js")
        const client = new Client({ intents: [] })
        client.on("messageCreate", (message) => { console.log(message.content) })
        require("http").createServer((req, res) => { res.writeHead(200); res.end(\(answer)) }).listen(5000)
        """
      let dependency =
        #"{"name": "bot", "private": true, "scripts": {"start": "node ."}, "dependencies": {"discord.js": "14"}}"#
      return found(["index.js": source, "package.json": dependency, "Dockerfile": image("node index.js")])
    }
    #expect(bot("'I am here'") == [.note])
    #expect(bot("req.url") == [.warning])
    #expect(found(["docker-compose.yml": "services:\n  api:\n    build: .\n"]) == [.warning])
    #expect(found(["docker-compose.yml": "services:\n  api:\n    image: shop/api:2\n"]) == [.warning])
    #expect(found(["docker-compose.yml": "services:\n  db:\n    image: postgres:17\n"]) == [.note])
    let compose = ["docker-compose.yml": "services:\n  api:\n    build: .\n", "Dockerfile": image("npx nodemon .")]
    #expect(found(compose) == [.note])
    let vercel = ["vercel.json": #"{"builds": [{"src": "index.js", "use": "@vercel/node"}]}"#]
    #expect(found(vercel) == [])
    #expect(found(vercel.merging(["Dockerfile": image("node .")]) { $1 }) == [.warning])
    #expect(found(["vercel.json": #"{"rewrites": [{"source": "/(.*)", "destination": "/index.html"}]}"#]) == [.note])
  }

  @Test("An image that drives Docker runs as root for that")
  func drivingDocker() {
    let image = ["Dockerfile": image("node .")]
    #expect(severities("docker-root-user", image) == [.warning])
    let manifest =
      #"{"name": "api", "scripts": {"start": "node ."}, "dependencies": {"dockerode": "4", "express": "1"}}"#
    #expect(severities("docker-root-user", image.merging(["package.json": manifest]) { $1 }) == [.note])
  }

  @Test("Compose with a database alone runs no server")
  func health() {
    let database = ["docker-compose.yml": "services:\n  db:\n    image: mongo\n"]
    #expect(severities("missing-health-check", database) == [])
    #expect(severities("missing-health-check", ["Dockerfile": image("node .")]).count == 1)
  }

  @Test(
    "An image for development, or without an application, is a note",
    arguments: [
      "CMD npm run dev": Severity.note, "CMD [\"npm\", \"run\", \"start:dev\"]": .note,
      "CMD [\"npx\", \"nodemon\", \"server.js\"]": .note, "CMD nest start --watch": .note, "CMD yarn dev": .note,
      "CMD npm run migrate && npm run dev": .note,
      "CMD [\"/wait.sh\", \"db\", \"--\", \"npm\", \"run\", \"dev\"]": .note,
      "ENTRYPOINT [\"tsx\", \"watch\", \"a.ts\"]": .note,
      "CMD npm start": .warning, "CMD node server.js": .warning, "CMD [\"npm\", \"run\", \"start:prod\"]": .warning,
      "CMD pm2-runtime server.js": .warning, "": .warning,
    ])
  func root(_ command: String, _ severity: Severity) {
    let text = "FROM node:22\nCOPY . .\n\(command)\n"
    #expect(severities("docker-root-user", ["Dockerfile": text]) == [severity])
  }

  @Test("What a generator fills in is no image")
  func templates() {
    #expect(severities("docker-root-user", ["services/Dockerfile.ejs": image("node index.js")]) == [])
  }

  @Test("An image that runs tests is no deployment")
  func tests() {
    for name in ["Dockerfile-unit", "Dockerfile.bdd", "Dockerfile.test"] {
      #expect(severities("docker-root-user", [name: image("npm run unit")]) == [.note], "\(name)")
    }
  }

  @Test("A base that only gets tools is a note, what fetches its application is not")
  func empty() {
    #expect(severities("docker-root-user", ["Dockerfile": "FROM node:22\nRUN npm i -g pm2\n"]) == [.note])
    #expect(
      severities("docker-root-user", ["Dockerfile": "FROM node:22\nRUN git clone https://shop.io/a\n"]) == [.warning])
    #expect(severities("docker-root-user", ["Dockerfile": "FROM node:22\nRUN npm i -g a\nCMD a\n"]) == [])
    let mounted = "FROM node:22\nCOPY package*.json ./\nRUN npm i\nCMD npm start\n"
    #expect(severities("docker-root-user", ["Dockerfile": mounted]) == [.note])
    #expect(severities("docker-root-user", ["Dockerfile": mounted + "COPY src ./src\n"]) == [.warning])
    #expect(severities("docker-root-user", ["Dockerfile": "FROM node:22\nRUN npm i -g a\nCMD npx a\n"]) == [.warning])
  }

  @Test("What an image installs for the machine is nothing of the package")
  func globalInstall() {
    let files = [
      "package.json":
        #"{"private": true, "scripts": {"start": "node ."}, "dependencies": {"express": "1"}, "devDependencies": {"ms": "1"}}"#,
      "index.js": "require('ms')\n" + expressServer(routes: 1),
    ]
    func found(_ image: String) -> [Severity] {
      findings(of: "dev-dependency-in-runtime", in: files.merging(["Dockerfile": image]) { $1 }).map(\.severity)
    }
    #expect(found("FROM node:22\nCOPY . .\nRUN npm install\n") == [.warning])
    #expect(found("FROM node:22\nRUN npm install -g pm2\n") == [.error])
  }
}
