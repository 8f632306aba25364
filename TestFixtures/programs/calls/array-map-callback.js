// A callback handed to an array method runs where the method is called.
const express = require('express')
const fs = require('fs')
const app = express()
app.get('/pages', function pages(req, res) {
  const texts = req.query.names.map(name => fs.readFileSync(name, 'utf8')) // reached: GET /pages
  res.json(texts)
})
