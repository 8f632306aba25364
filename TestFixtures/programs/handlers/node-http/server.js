// node:http: handlers at creation and as listeners.
const http = require('node:http')
const server = http.createServer((req, res) => { res.end() }) // handler: a request
server.on('upgrade', function upgrade(req, socket) {}) // handler: the server's upgrade event
server.on('listening', function listening() {})
const second = http.createServer()
second.on('request', answer)
function answer(req, res) { res.end() } // handler: a request
http.get('http://example.com', (response) => {})
