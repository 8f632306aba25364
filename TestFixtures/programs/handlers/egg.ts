// Egg in TypeScript: its loader takes the default export of what it finds in its folders.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "egg": "^2.0.0" } }
// file: app/router.ts
import { Application } from 'egg'
export default (app: Application) => {
  const { controller, router } = app
  router.get('/', controller.home.index)
  const admin = router.namespace('/admin/v1')
  admin.get('/users', controller.home.users)
}
// file: app/controller/home.ts
import { Controller } from 'egg'
export default class HomeController extends Controller {
  public async index() { // handler: GET /
    const { ctx } = this
    ctx.body = await ctx.service.list.all()
  }
  public async users() {} // handler: GET /admin/v1/users
}
// file: app/service/list.ts
import { Service } from 'egg'
import { readFileSync } from 'fs'
export default class List extends Service {
  public async all() { return readFileSync('a') } // reached: GET /
}
