// fastify-socket.io hangs a socket.io server on the instance.
// file: package.json
{ "name": "shop", "private": true, "type": "module", "dependencies": { "fastify": "4", "fastify-socket.io": "4", "socket.io": "4" } }
// file: app.js
import Fastify from 'fastify'
import socket from 'fastify-socket.io'
import { readFileSync } from 'node:fs'
const server = Fastify()
server.register(socket)
server.ready((error) => {
  if (error) throw error
  server.io.on('connection', (client) => { // handler: a socket's connection
    client.on('add', (item) => { // handler: the socket event add
      client.emit('add', readFileSync(`/srv/${item.name}`, 'utf8')) // reached: the socket event add
    })
  })
})
server.listen({ port: 3000 })
