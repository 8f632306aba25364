// Modules that give something to nobody: no import, no path and no pattern leads to them.
// file: package.json
{ "name": "shop", "private": true, "main": "index.js" }
// file: index.js
const express = require('express') // role: server
const path = require('path')
const { DataSource } = require('typeorm')
const app = express()
app.get('/users', (req, res) => res.send('users')) // handler: GET /users
const source = new DataSource({ entities: ['storage/tables/*.js'], migrations: [path.join(__dirname, 'changes')] })
app.listen(3000)
// file: utils/tokens.js
const { sign } = require('../signing/keys') // role: script
exports.token = (user) => sign(user)
// file: signing/keys.js
exports.sign = (user) => user.name // role: script
// file: storage/tables/user.js
module.exports = class User {} // role: shared
// file: changes/first.js
exports.change = () => {} // role: shared
// file: report.js
const fs = require('fs') // role: shared
console.log(fs.readFileSync('report.txt', 'utf8'))
