// A view engine of the program runs when a view is rendered.
const express = require('express')
const fs = require('fs')
const app = express()
app.engine('page', function render(path, options, done) {
  done(null, fs.readFileSync(path)) // reached: GET /
})
app.get('/', (req, res) => res.render('index.page'))
