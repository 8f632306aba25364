// An index file that loads its neighbours into one object.
// file: models/user.js
const fs = require('fs')
module.exports = { name: 'User', find: () => fs.readFileSync('users') } // reached: GET /users
// file: models/index.js
const fs = require('fs')
const path = require('path')
const models = {}
for (const file of fs.readdirSync(__dirname)) { // reached: no request
  if (file === 'index.js') continue
  const model = require(path.join(__dirname, file))
  models[model.name] = model
}
module.exports = models
// file: app.js
const express = require('express')
const models = require('./models')
express().get('/users', (req, res) => {
  const all = models.User.find() // calls: models/user.js:find
  res.json(all)
})
