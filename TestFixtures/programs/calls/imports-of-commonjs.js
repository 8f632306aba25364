// A compiler to CommonJS lets a file import by `import` and export by `exports.name`; who imports its default gets them all.
// file: package.json
{ "name": "mixed", "private": true, "dependencies": { "express": "^4.0.0" } }
// file: index.js
import express from 'express'
import users from './users'
import mail from './mail'
const app = express()
app.get('/', (req, res) => {
  users.list() // calls: users.js:list
  mail.send() // calls: mail.js:send
  res.end()
})
app.listen(3000)
// file: users.js
import fs from 'fs'
exports.read = () => fs.promises.readFile('a')
exports.list = () => {
  exports.read() // calls: read
}
// file: mail.js
import net from 'net'
module.exports.send = () => net.connect(25)
