// ws: sockets that a server was connected to; a client's own socket is none.
const WebSocket = require('ws')
const wss = new WebSocket.Server({ port: 8080, verifyClient: (info) => true }) // handler: a socket's connection
wss.on('connection', (ws, request) => { // handler: a socket's connection
  ws.on('message', (data) => {}) // handler: the socket event message
  ws.onclose = () => {} // handler: the socket event close
})
wss.on('listening', () => {})
const client = new WebSocket('ws://example.com')
client.on('message', () => {})
