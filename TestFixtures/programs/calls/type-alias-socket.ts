// A type alias and an interface of the program that mean a framework's type, and a declared this.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "socket.io": "4" } }
// file: types.ts
import type { Socket as BaseSocket } from 'socket.io'
interface Events { save(): void }
export type Socket = BaseSocket<Events>
export interface NamedSocket extends BaseSocket { nick: string }
export type Known = NamedSocket & { id: number }
// file: app.ts
import { Server } from 'socket.io'
import fs from 'node:fs'
import type { Socket, NamedSocket, Known } from './types'
function listen(socket: Socket) {
  socket.on('save', () => fs.writeFileSync('a', 'b')) // handler: the socket event save // reached: the socket event save
}
function named(client: NamedSocket) {
  client.on('nick', (nick) => fs.appendFileSync('n', nick)) // handler: the socket event nick // reached: the socket event nick
}
function known(client: Known) {
  client.on('known', () => {}) // handler: the socket event known
}
function authenticate(this: Socket, data: unknown) { // handler: the socket event auth
  const socket = this
  socket.on('leave', () => {}) // handler: the socket event leave
  listen(socket)
}
function greet() {
  this.on('greet', () => {}) // handler: the socket event greet
}
const server = new Server(3000)
server.on('connection', (socket) => { // handler: a socket's connection
  socket.on('auth', authenticate)
  greet.call(socket)
})
declare function elsewhere(...listeners: unknown[]): void
elsewhere(named, known)
