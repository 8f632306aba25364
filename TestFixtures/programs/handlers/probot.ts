// Probot calls an exported function with the application, and waits for what listeners of webhooks give back.
// file: package.json
{ "name": "release", "private": true, "dependencies": { "probot": "13" } }
// file: src/index.ts
import { readFileSync } from 'node:fs'
import type { Probot } from 'probot'
export = (app: Probot) => {
  app.on('issues.opened', async (context) => { // handler: the webhook issues.opened
    readFileSync('template.md') // reached: the webhook issues.opened
  })
}
// file: src/old.js
const { readdirSync } = require('fs')
module.exports = (robot) => {
  robot.on(['push', 'create'], async (context) => { // handler: the webhook push
    readdirSync('.') // reached: the webhook push
  })
}
