// An emitter exported by one file, listened to in a second, made to emit in a third; event names are constants.
// file: bus.ts
import { EventEmitter } from 'node:events'
export const bus = new EventEmitter()
export const events = { created: 'user:created', removed: 'user:removed' }
// file: listeners.ts
import { readFileSync, statSync } from 'node:fs'
import { bus, events } from './bus'
export function listen() {
  bus.on(events.created, () => {
    readFileSync('welcome.html') // reached: POST /users
  })
  bus.once(events.removed, () => {
    statSync('x') // reached: no request
  })
}
// file: app.ts
import express from 'express'
import { bus, events } from './bus'
import { listen } from './listeners'
listen()
const app = express()
app.post('/users', (req, res) => {
  bus.emit(events.created, req.body)
  res.sendStatus(201)
})
