// Classes that decorators bind to tokens, directly and through a function of the project.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0", "inversify": "^6.0.0", "inversify-binding-decorators": "^4.0.0" } }
// file: ioc.ts
import { fluentProvide } from 'inversify-binding-decorators'
export const TYPES = { Mailer: Symbol.for('Mailer'), Users: Symbol.for('Users') }
export const singleton = (token: symbol) => fluentProvide(token).inSingletonScope().done()
// file: mailer.ts
import { provide } from 'inversify-binding-decorators'
import { TYPES } from './ioc'
@provide(TYPES.Mailer)
export class Mailer {
  send(to: string) {} // phase: request
  unused() {} // phase: none
}
// file: users.ts
import { inject } from 'inversify'
import { singleton, TYPES } from './ioc'
interface Sender { send(to: string): void }
@singleton(TYPES.Users)
export class Users {
  @inject(TYPES.Mailer) private sender!: Sender
  invite(to: string) { this.sender.send(to) } // phase: request
}
// file: app.ts
import express from 'express'
import { Container } from 'inversify'
import { buildProviderModule } from 'inversify-binding-decorators'
import './users'
import './mailer'
import { TYPES } from './ioc'
const container = new Container()
container.load(buildProviderModule())
const users = container.get<any>(TYPES.Users)
express().post('/invite', (req, res) => res.json(users.invite(req.body.to))).listen(1) // handler: POST /invite
