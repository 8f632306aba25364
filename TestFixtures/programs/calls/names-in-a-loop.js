// Methods whose names a loop puts together out of a list.
// file: index.js
const express = require('express')
const servers = require('./servers')
const app = express()
for (const action of ['start', 'stop']) {
  app.post(`/servers/:id/${action}`, (req, res) => {
    servers[`${action}Server`](req.params.id) // calls: servers.js:startServer, servers.js:stopServer
    res.end()
  })
}
app.post('/any/:name', (req, res) => {
  servers[`delete${req.params.name}`](req.params.id) // calls: servers.js:deleteServer
  res.end()
})
// file: servers.js
exports.startServer = (id) => {}
exports.stopServer = (id) => {}
exports.deleteServer = (id) => {}
