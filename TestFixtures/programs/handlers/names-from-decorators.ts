// Of the methods of a class, those are handlers whose names the program's own decorators have put down.
// file: app.ts
import Koa from 'koa'
import Router from 'koa-router'
import addRoutes from './router'
const router = new Router()
addRoutes(router)
new Koa().use(router.routes()).listen(3000)
// file: router.ts
import { Common } from './controller'
export default (router) => {
  const controller = new Common()
  const list = Reflect.getMetadata('routes', Common) || []
  list.forEach((route) => router[route.method](route.path, controller[route.name].bind(controller)))
}
// file: decorators.ts
export const get = (path) => (proto, name) => {
  const list = Reflect.getMetadata('routes', proto.constructor) || []
  list.push({ name, method: 'get', path })
  Reflect.defineMetadata('routes', list, proto.constructor)
}
// file: controller.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { get } from './decorators'
export class Common {
  @get('/check') async check(ctx) { // handler: ALL of a computed path
    ctx.body = readFileSync('check.txt') // reached: ALL of a computed path
  }
  private async save(name: string, text: string) {
    writeFileSync(name, text) // reached: no request
  }
}
