// A method inherited through two classes in other files, and super.
// file: base.ts
import { readFileSync, writeFileSync } from 'node:fs'
export abstract class Base {
  read(name: string) {
    return readFileSync(name) // reached: GET /user
  }
  save(name: string) {
    writeFileSync(name, 'x') // reached: PUT /user
  }
}
// file: middle.ts
import { Base } from './base'
export class Middle extends Base {}
// file: users.ts
import { Middle } from './middle'
export class Users extends Middle {
  load() {
    return this.read('user') // calls: base.ts:Base.read
  }
  save(name: string) {
    super.save(name) // calls: base.ts:Base.save
  }
}
// file: app.ts
import express from 'express'
import { Users } from './users'
const users = new Users()
const app = express()
app.get('/user', (req, res) => res.send(users.load()))
app.put('/user', (req, res) => {
  users.save('me')
  res.end()
})
