// A handler that closes the server and starts another: what follows the close is start-up, and no request waits for it.
const express = require('express')
const fs = require('fs')
const { start } = require('./start')
const setup = express()
const server = setup.listen(3000)
server.stop = (done) => {
  server.close(done)
}
setup.post('/finish', (req, res) => {
  res.end()
  server.stop(() => start())
})
setup.post('/again', (req, res) => {
  fs.writeFileSync('again', '') // reached: POST /again
  res.end()
})
if (process.env.READY) start()
// file: start.js
const fs = require('fs')
const express = require('express')
exports.start = () => { // phase: start-up
  const key = fs.readFileSync('key.pem') // reached: no request
  express().get('/', (req, res) => res.send(key)).listen(3001)
}
