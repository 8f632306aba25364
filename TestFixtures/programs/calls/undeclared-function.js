// Functions assigned to names that nobody declares, and handed on in an object.
// file: middleware/auth.js
verifyToken = (req, res, next) => { // handler: GET /profile
  if (!req.headers.token) return res.sendStatus(403)
  next()
}

const auth = { verifyToken: verifyToken }
module.exports = auth

// file: middleware/index.js
const auth = require("./auth")
module.exports = { auth }

// file: app.js
const express = require("express")
const { auth } = require("./middleware")
const app = express()
app.get("/profile", [auth.verifyToken], (req, res) => { // handler: GET /profile
  res.send("profile")
})
