// socket.io: connections, namespaces, events of sockets handed on, middleware.
// file: server.ts
import { Server } from 'socket.io'
import { register } from './chat'
const io = new Server(3000)
io.use((socket, next) => next()) // handler: every connection of a socket
io.on('connection', (socket) => { // handler: a socket's connection
  register(io, socket)
  socket.on('disconnect', () => {}) // handler: the socket event disconnect
})
io.of('/admin').on('connection', function admin(socket) { // handler: a socket's connection
  socket.onAny((event, ...values) => {}) // handler: every socket event
})
// file: chat.ts
import type { Server, Socket } from 'socket.io'
export function register(io: Server, socket: Socket) {
  const say = async (text: string) => {} // handler: the socket event say
  socket.on('say', say)
}
export function later(socket: Socket) {
  socket.once('end', () => {}) // handler: the socket event end
}
// file: client.ts
import { io } from 'socket.io-client'
const socket = io('http://localhost')
socket.on('say', () => {})
