// TCP servers: the sockets they are given, not those of clients.
const net = require('net')
net.createServer((socket) => { // handler: a connection
  socket.on('data', (chunk) => {}) // handler: the socket event data
}).listen(9000)
const client = net.connect(9000)
client.on('data', () => {})
