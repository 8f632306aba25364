// Where nothing else is known of a value, what its use says of its type counts: casts, type arguments, promised results.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0", "pool": "^1.0.0", "awilix": "^12.0.0" } }
// file: app.ts
import express from 'express'
import pool from 'pool'
class Store { load() {} } // phase: request
class Mailer { send() {} } // phase: request
class Clock { tick() {} } // phase: request
class Users { find() {} } // phase: request
class Files { open() {} } // phase: request
class Shelf { read() {} } // phase: request
class Unused { run() {} } // phase: none
class Locator {
  private static all: { [name: string]: any } = {}
  static get<T>(type: any): T { return this.all[type.name] }
  static names<T>(type: any): string { return this.all[type.name].title }
}
async function shelf(): Promise<Shelf> { return pool.get('shelf') }
const app = express()
app.get('/a', (req, res) => { (pool.get('store') as Store).load(); res.end() }) // handler: GET /a
app.get('/b', (req, res) => { (<Mailer>pool.mailer).send(); res.end() }) // handler: GET /b
app.get('/c', (req, res) => { // handler: GET /c
  const clock = pool.things['clock'] as unknown as Clock
  clock.tick()
  res.end()
})
app.get('/d', (req, res) => { Locator.get<Users>(Users).find(); res.end() }) // handler: GET /d
app.get('/e', (req, res) => { req.scope.resolve<Files>('files').open(); res.end() }) // handler: GET /e
app.get('/f', async (req, res) => { (await shelf()).read(); res.end() }) // handler: GET /f
app.get('/g', (req, res) => { Locator.names<Unused>(Unused).run(); res.end() }) // handler: GET /g
app.listen(1)
