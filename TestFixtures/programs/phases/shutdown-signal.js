// Handlers of signals and exits run at the end.
const express = require('express')
const fs = require('fs')
const app = express()
app.get('/', (req, res) => res.end())
const server = app.listen(3000)
function stop() { // phase: shutdown
  fs.writeFileSync('state', '') // reached: no request
  server.close(function closed() { // phase: shutdown
    process.exit(0)
  })
}
process.on('SIGTERM', stop)
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, stop)
process.once('exit', () => { // phase: shutdown
  fs.unlinkSync('pid') // reached: no request
})
