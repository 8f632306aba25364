// The name that a sender gives a file, and the name that the server gives it.
// file: app.js
const app = require('express')()
const fs = require('fs')
app.post('/', (req, res) => {
  fs.writeFile('/data/' + req.file.originalname, '', () => {}) // flow: path from files
  fs.unlink(req.file.path, () => {}) // flow: nothing
  for (const file of req.files) fs.unlink('/data/' + file.originalname, () => {}) // flow: path from files
})
