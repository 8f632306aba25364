// Middleware hangs a service on the request.
const express = require('express')
const fs = require('fs')
const app = express()
app.use((req, res, next) => {
  req.files = { list: () => fs.readdirSync('.') } // reached: GET /list
  res.locals.render = (name) => fs.readFileSync(name) // reached: GET /list
  next()
})
app.get('/list', (req, res) => {
  const names = req.files.list() // calls: list
  res.locals.render('list') // calls: render
  res.json(names)
})
