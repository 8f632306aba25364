// bcrypt knows both ways.
// file: app.js
const bcrypt = require('bcrypt')
async function start(password, done) {
  bcrypt.hash(password, 10) // promise: dropped
  bcrypt.hash(password, 10, (error, hash) => {}) // promise: nothing
  bcrypt.hash(password, 10, done) // promise: nothing
  return bcrypt.compare(password, 'x') // promise: returned
}
async function salt() { // rejects: never
  return await bcrypt.genSalt(10) // promise: awaited
}
