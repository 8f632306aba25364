// Every file of a folder is loaded and given the application.
// file: routes/users.js
const fs = require('fs')
module.exports = (app) => {
  app.get('/users', (req, res) => { // handler: GET /users
    res.send(fs.readFileSync('users')) // reached: GET /users
  })
}
// file: routes/items.js
module.exports = (app) => {
  app.get('/items', (req, res) => res.end()) // handler: GET /items
}
// file: app.js
const express = require('express')
const fs = require('fs')
const path = require('path')
const app = express()
const folder = path.join(__dirname, 'routes')
fs.readdirSync(folder) // reached: no request
  .filter((file) => file.endsWith('.js'))
  .forEach((file) => {
    const route = require(path.join(folder, file))
    route(app) // calls: routes/items.js:an anonymous function, routes/users.js:an anonymous function
  })
app.listen(3000)
