// What the program puts on an object from outside is what is called there: it fails as the function does.
// file: package.json
{ "dependencies": { "express": "^4.19.0" } }
// file: hub.js
export class Hub {
  // rejects: never
  async tell() {
    try {
      await fetch("https://status.example.com/beat")
    } catch (error) {
      console.error(error)
    }
  }
  // rejects: yes
  async ask() {
    await fetch("https://status.example.com/ask")
  }
}
// file: app.js
import express from "express"
import { Hub } from "./hub.js"
const app = express()
global.hub = new Hub()
app.use((req, res, next) => {
  // rejects: never
  res.give = async (name) => {
    try {
      await fetch("https://files.example.com/" + name)
    } catch (error) {
      next(error)
    }
  }
  next()
})
// rejects: never
app.get("/tell", async (req, res) => {
  await global.hub.tell()
  res.end()
})
// rejects: yes
app.get("/ask", async (req, res) => {
  await global.hub.ask()
  res.end()
})
// rejects: never
app.get("/give", async (req, res) => {
  await res.give("a.txt")
})
