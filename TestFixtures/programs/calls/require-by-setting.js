// A setting of an Express application, and a global name of the program's own, that hold a folder.
// file: globals.js
root = require('path').resolve(__dirname)
// file: lib/store.js
const fs = require('fs')
exports.read = () => fs.readFileSync('x') // reached: GET /x
// file: routes/list.js
const { list } = require(`${root}/lib/list`)
module.exports = (req, res) => {
  const found = list() // calls: lib/list.js:list
  res.json(found)
}
// file: lib/list.js
const fs = require('fs')
exports.list = () => fs.readdirSync('x') // reached: GET /list
// file: app.js
const express = require('express')
const path = require('path')
const app = express()
app.set('root', __dirname)
const store = require(path.resolve(app.get('root'), 'lib/store'))
app.get('/x', (req, res) => {
  const text = store.read() // calls: lib/store.js:read
  res.json(text)
})
app.get('/list', require(`${root}/routes/list`))
