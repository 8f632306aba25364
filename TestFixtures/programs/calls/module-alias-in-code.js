// Names for folders that a program gives to module-alias itself.
// file: package.json
{ "name": "aliases", "private": true, "dependencies": { "express": "^4.0.0", "module-alias": "^2.2.3" } }
// file: app.js
const path = require('path')
const moduleAlias = require('module-alias')
moduleAlias.addAliases({ '@utils': __dirname + '/lib/utils', '@mail': path.join(__dirname, 'lib', 'mail.js') })
moduleAlias.addAlias('@models', `${__dirname}/models`)
let root = root + '/x'
moduleAlias.addAlias('@root', root)
const { check } = require('@utils/check')
const { send } = require('@mail')
const users = require('@models/users')
const app = require('express')()
app.get('/', (req, res) => {
  check() // calls: lib/utils/check.js:check
  send() // calls: lib/mail.js:send
  users.find() // calls: models/users.js:find
  res.end()
})
app.listen(3000)
// file: lib/utils/check.js
exports.check = () => true
// file: lib/mail.js
exports.send = () => 1
// file: models/users.js
exports.find = () => []
