// What an answer shows as a page, escaped or not, and what is no page.
// file: app.js
const app = require('express')()
const escape = require('escape-html')
app.get('/:name', (req, res) => {
  if (req.query.a) return res.send('Hello ' + req.params.name) // flow: html from params
  if (req.query.b) return res.send('Hello ' + escape(req.params.name)) // flow: nothing
  if (req.query.c) return res.send({ name: req.params.name }) // flow: nothing
  if (req.query.d) return res.status(404).send(req.params.name) // flow: html from params
  res.json(req.params.name) // flow: nothing
})
