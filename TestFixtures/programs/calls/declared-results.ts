// What comes from outside is what the project declares it to be.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0", "pool": "^1.0.0" } }
// file: app.ts
import express from 'express'
import pool from 'pool'
class Store { load() {} } // phase: request
class Mailer { send() {} } // phase: request
class Clock { tick() {} } // phase: request
class Unused { run() {} } // phase: none
function store(): Store { return pool.get('store') }
const mailer = (): Mailer => pool.get('mailer')
function other(): Unused | undefined { return pool.get('other') }
const app = express()
app.get('/a', (req, res) => { store().load(); res.end() }) // handler: GET /a
app.get('/b', (req, res) => { mailer().send(); res.end() }) // handler: GET /b
app.get('/c', (req, res) => { // handler: GET /c
  const clock: Clock = req.app.get('clock')
  clock.tick()
  other()
  res.end()
})
app.listen(1)
