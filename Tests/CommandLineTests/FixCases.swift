/// Projects with a finding that a fixer mends, and what they are afterwards.
extension FixTests {
  static let cases = [
    Case(
      rule: "unused-suppression",
      files: [
        "index.js":
          "// nodevet-ignore-next-line empty-catch -- gone\nrun()\nend() // nodevet-ignore-line empty-catch -- so\n"
      ],
      mended: ["index.js": "run()\nend()\n"]),
    Case(
      rule: "unused-suppression",
      files: [
        "server.js": """
        const fs = require('fs')
        // nodevet-ignore-next-line empty-catch, sync-call-in-handler -- a page for one reader
        require('http').createServer((q, s) => s.end(fs.readFileSync('p'))).listen(1)

        """
      ],
      mended: [
        "server.js": """
        const fs = require('fs')
        // nodevet-ignore-next-line sync-call-in-handler -- a page for one reader
        require('http').createServer((q, s) => s.end(fs.readFileSync('p'))).listen(1)

        """
      ]),
    Case(
      rule: "floating-promise",
      files: [
        "server.js": """
        const { writeFile } = require('fs/promises')
        require('http').createServer(async (req, res) => {
          writeFile('visits', req.url)
          res.end('welcome')
        }).listen(1)

        """
      ],
      mended: [
        "server.js": """
        const { writeFile } = require('fs/promises')
        require('http').createServer(async (req, res) => {
          await writeFile('visits', req.url)
          res.end('welcome')
        }).listen(1)

        """
      ], isSafe: false),
    Case(
      rule: "floating-promise",
      files: [
        "server.js": """
        const { writeFile } = require('fs/promises')
        async function note(text) { await writeFile('visits', text) }
        require('http').createServer(async (req, res) => {
          if (req.url === '/') {
            note('home')
          } else {
            note('elsewhere')
          }
          res.end('welcome')
        }).listen(1)

        """
      ],
      mended: [
        "server.js": """
        const { writeFile } = require('fs/promises')
        async function note(text) { await writeFile('visits', text) }
        require('http').createServer(async (req, res) => {
          if (req.url === '/') {
            await note('home')
          } else {
            await note('elsewhere')
          }
          res.end('welcome')
        }).listen(1)

        """
      ], isSafe: false),
    Case(
      rule: "throw-literal",
      files: ["load.js": "exports.load = id => {\n  if (!id) throw 'no id'\n  return id\n}\n"],
      mended: ["load.js": "exports.load = id => {\n  if (!id) throw new Error('no id')\n  return id\n}\n"],
      isSafe: false),
    Case(
      rule: "throw-literal",
      files: [
        "load.js": """
        exports.load = async (id, find) => {
          try {
            return await find(id)
          } catch (error) {
            if (error.code === 404) throw `no ${id}`
            throw 'no connection'
          }
        }

        """
      ],
      mended: [
        "load.js": """
        exports.load = async (id, find) => {
          try {
            return await find(id)
          } catch (error) {
            if (error.code === 404) throw new Error(`no ${id}`, { cause: error })
            throw new Error('no connection', { cause: error })
          }
        }

        """
      ], isSafe: false),
    Case(
      rule: "throw-literal",
      files: ["load.js": "exports.load = id => new Promise((resolve, reject) => reject('no id'))\n"],
      mended: ["load.js": "exports.load = id => new Promise((resolve, reject) => reject(new Error('no id')))\n"],
      isSafe: false),
    Case(
      rule: "error-detail-lost",
      files: [
        "load.js": """
        exports.load = async (id, find) => {
          try {
            return await find(id)
          } catch (error) {
            if (error.code === 404) throw new Error(`no ${id}`)
            throw new Error('no connection: ' + error.message)
          }
        }

        """
      ],
      mended: [
        "load.js": """
        exports.load = async (id, find) => {
          try {
            return await find(id)
          } catch (error) {
            if (error.code === 404) throw new Error(`no ${id}`)
            throw new Error('no connection: ' + error.message, { cause: error })
          }
        }

        """
      ]),
    Case(
      rule: "error-detail-lost",
      files: [
        "load.ts": """
        export const load = async (id: string, find: (id: string) => Promise<string>) => {
          try {
            return await find(id)
          } catch (cause) {
            throw new Error('no connection')
          }
        }

        """
      ],
      mended: [
        "load.ts": """
        export const load = async (id: string, find: (id: string) => Promise<string>) => {
          try {
            return await find(id)
          } catch (cause) {
            throw new Error('no connection', { cause })
          }
        }

        """
      ], isSafe: false),
    Case(
      rule: "deprecated-core-api",
      files: ["start.js": "const cluster = require('cluster')\nif (cluster.isMaster) cluster.setupMaster({})\n"],
      mended: ["start.js": "const cluster = require('cluster')\nif (cluster.isPrimary) cluster.setupPrimary({})\n"]),
    Case(
      rule: "missing-esm-extension",
      files: [
        "package.json": #"{ "name": "app", "private": true, "type": "module" }"#,
        "server.js": "import { users } from './users'\nimport { orders } from \"./orders/\"\nusers(orders)\n",
        "users.js": "export const users = list => list\n",
        "orders/index.js": "export const orders = []\n",
      ],
      mended: [
        "server.js": "import { users } from './users.js'\nimport { orders } from \"./orders/index.js\"\nusers(orders)\n"
      ]),
    Case(
      rule: "ci-npm-install",
      files: installing.merging([
        ".github/workflows/test.yml": """
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  npm install --no-audit
                  npm test

        """
      ]) { first, _ in first },
      mended: [
        ".github/workflows/test.yml": """
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  npm ci --no-audit
                  npm test

        """
      ]),
    Case(
      rule: "ci-npm-install",
      files: installing.merging([
        ".github/workflows/test.yml": """
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: npm ci --ignore-scripts || npm i --ignore-scripts && npm test

        """
      ]) { first, _ in first },
      mended: [
        ".github/workflows/test.yml": """
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: npm ci --ignore-scripts && npm test

        """
      ]),
    Case(
      rule: "docker-npm-install",
      files: installing.merging([
        "Dockerfile": """
        FROM node:22.11-slim
        COPY package.json package-lock.json ./
        RUN apt-get update \\
          && npm i --omit=dev
        COPY . .

        """
      ]) { first, _ in first },
      mended: [
        "Dockerfile": """
        FROM node:22.11-slim
        COPY package.json package-lock.json ./
        RUN apt-get update \\
          && npm ci --omit=dev
        COPY . .

        """
      ]),
    Case(
      rule: "docker-npm-install",
      files: installing.merging([
        "Dockerfile": """
        FROM node:22.11-slim
        COPY package*.json ./
        RUN npm ci --omit=dev \\
          || npm install --omit=dev \\
          && npm cache clean --force

        """
      ]) { first, _ in first },
      mended: [
        "Dockerfile": """
        FROM node:22.11-slim
        COPY package*.json ./
        RUN npm ci --omit=dev \\
          && npm cache clean --force

        """
      ]),
    Case(
      rule: "env-not-ignored",
      files: [
        "package.json": #"{ "name": "app", "private": true, "dependencies": { "dotenv": "^16.4.0" } }"#,
        ".gitignore": "node_modules",
        "server.js": "require('dotenv').config()\nrequire('http').createServer().listen(process.env.PORT)\n",
      ],
      mended: [".gitignore": "node_modules\n/.env\n"]),
    Case(
      rule: "env-drift",
      files: [
        ".env.example": "PORT=3000\r\nMONGO_URI=\r\n",
        "config.js": "const { SMTP_HOST } = process.env\nmodule.exports = [SMTP_HOST + ':25', process.env.MONGO_URI]\n",
      ],
      mended: [".env.example": "PORT=3000\r\nMONGO_URI=\r\nSMTP_HOST=\r\n"]),
    Case(
      rule: "missing-env-example",
      files: [
        "config.js": """
        exports.uri = process.env.MONGO_URI
        exports.secret = process.env.JWT_SECRET
        exports.mail = process.env.SMTP_HOST

        """
      ],
      mended: [".env.example": "JWT_SECRET=\nMONGO_URI=\nSMTP_HOST=\n"]),
    Case(
      rule: "loose-range",
      files: [
        "package.json": manifest(express: "*"), "package-lock.json": lockfile(express: "*"),
        "index.js": "require('express')()\n",
      ],
      mended: ["package.json": manifest(express: "^4.19.2"), "package-lock.json": lockfile(express: "^4.19.2")]),
    Case(
      rule: "builtin-as-dependency",
      files: [
        "package.json": manifest(express: "^4.19.2", more: #", "fs": "0.0.1-security""#),
        "package-lock.json": lockfile(
          express: "^4.19.2", more: #", "fs": "0.0.1-security""#,
          installed: #", "node_modules/fs": { "version": "0.0.1-security" }"#),
        "index.js": "const fs = require('fs')\nrequire('express')().listen(fs.constants.R_OK)\n",
      ],
      mended: [
        "package.json": manifest(express: "^4.19.2"), "package-lock.json": lockfile(express: "^4.19.2"),
        "index.js": "const fs = require('node:fs')\nrequire('express')().listen(fs.constants.R_OK)\n",
      ], isSafe: false),
    Case(
      rule: "builtin-as-dependency",
      files: [
        "package.json": #"{ "name": "app", "private": true, "dependencies": { "crypto": "^1.0.1" } }"#,
        "index.mjs": "import { randomUUID } from \"crypto\"\nconsole.log(randomUUID())\n",
      ],
      mended: [
        "package.json": #"{ "name": "app", "private": true, "dependencies": {} }"#,
        "index.mjs": "import { randomUUID } from \"node:crypto\"\nconsole.log(randomUUID())\n",
      ], isSafe: false),
  ]

  private static let installing = [
    "package.json": manifest(express: "^4.19.2"), "package-lock.json": lockfile(express: "^4.19.2"),
  ]

  private static func manifest(express range: String, more: String = "") -> String {
    #"{ "name": "app", "private": true, "dependencies": { "express": "\#(range)"\#(more) } }"# + "\n"
  }

  private static func lockfile(express range: String, more: String = "", installed: String = "") -> String {
    """
    {
      "name": "app",
      "lockfileVersion": 3,
      "packages": {
        "": { "name": "app", "dependencies": { "express": "\(range)"\(more) } },
        "node_modules/express": { "version": "4.19.2" }\(installed)
      }
    }

    """
  }
}
