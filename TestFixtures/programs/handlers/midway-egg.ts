// Egg started by Midway: its folders stand below src, and its application is one of Midway's types.
// file: package.json
{ "name": "poker", "private": true, "dependencies": { "egg": "^2.0.0", "egg-socket.io": "^4.1.6", "@midwayjs/core": "^3.0.0", "@midwayjs/web": "^3.0.0" } }
// file: src/app/router.ts
import { Application } from '@midwayjs/web'
export default function (app: Application) {
  app.io.of('/socket').route('action', app.io.controller.game.action)
}
// file: src/app/io/controller/game.ts
import { Controller } from 'egg'
export default class GameController extends Controller {
  async action() {} // handler: the socket event action
  async other() {} // phase: none
}
// file: src/app/io/middleware/auth.ts
export default () => async (ctx, next) => { await next() } // handler: every socket event
