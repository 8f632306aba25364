// A flag that another module derives from NODE_ENV: routes registered under it serve nobody in production.
// file: environment.js
exports.isDev = process.env.NODE_ENV === "development"
exports.__prod__ = process.env.NODE_ENV === "production"

// file: app.js
const fs = require("fs")
const express = require("express")
const { isDev, __prod__ } = require("./environment")

const app = express()
if (isDev) {
  app.get("/snapshot", (req, res) => {
    fs.cpSync("data", "snapshot", { recursive: true }) // reached: no request
    res.end()
  })
}
if (!__prod__) app.get("/all", (req, res) => res.send(fs.readFileSync("all"))) // reached: no request
app.get("/state", (req, res) => {
  res.send(fs.readFileSync("state.json")) // reached: GET /state
})
app.listen(3000)
