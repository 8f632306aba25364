// Controllers of dinoloop on Express.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "express": "^4.0.0", "dinoloop": "^1.1.0" } }
// file: app.ts
import express from 'express'
import { Dino } from 'dinoloop'
import { Settings } from './settings'
const app = express()
const dino = new Dino(app, '/api')
dino.registerController(Settings)
dino.bind()
app.listen(3000)
// file: settings.ts
import { ApiController, Async, Controller, HttpGet } from 'dinoloop'
@Controller('/settings')
export class Settings extends ApiController {
  @HttpGet('/all') @Async() async all() { return [] } // handler: GET /settings/all
  other() {}
}
