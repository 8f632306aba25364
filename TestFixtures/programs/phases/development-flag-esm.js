// The same of `import`: a function that asks NODE_ENV in another module, by the name it has.
// file: is-production.js
export function isProduction() {
  return process.env.NODE_ENV === "production"
}
export const isDev = !isProduction()

// file: app.js
import fs from "node:fs"
import express from "express"
import { isDev as local, isProduction } from "./is-production.js"

const app = express()
if (local) app.get("/all", (req, res) => res.send(fs.readFileSync("all"))) // reached: no request
app.get("/setup", (req, res) => {
  if (isProduction()) return res.status(404).end()
  fs.writeFileSync(".env", req.query.id) // reached: no request
  res.end()
})
app.get("/state", (req, res) => {
  res.send(fs.readFileSync("state.json")) // reached: GET /state
})
app.listen(3000)
