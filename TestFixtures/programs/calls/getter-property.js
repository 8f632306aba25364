// Reading a property runs its getter.
const express = require('express')
const fs = require('fs')
class Settings {
  get terms() { // phase: request
    return fs.readFileSync('terms.html') // reached: GET /terms
  }
  set terms(text) {
    fs.writeFileSync('terms.html', text) // reached: PUT /terms
  }
  get unused() {
    return fs.readFileSync('unused') // reached: no request
  }
}
const settings = new Settings()
const app = express()
app.get('/terms', (req, res) => res.send(settings.terms))
app.put('/terms', (req, res) => {
  settings.terms = req.body
  res.end()
})
