// Express: a class that builds its router, with bound and arrow methods, mounted by another class.
// file: user.controller.ts
import { Request, Response } from 'express'
export class UserController {
  public list = async (req: Request, res: Response) => { // handler: GET /users
    res.end()
  }
  public async show(req: Request, res: Response) { // handler: GET /users/:id
    res.end()
  }
  private helper(req: Request) {}
}
// file: user.routes.ts
import { Router } from 'express'
import { UserController } from './user.controller'
export class UserRoutes {
  public path = '/users'
  public router = Router()
  private controller = new UserController()
  constructor() {
    this.router.get(this.path, this.controller.list)
    this.router.get(`${this.path}/:id`, this.controller.show.bind(this.controller))
  }
}
// file: app.ts
import express from 'express'
import { UserRoutes } from './user.routes'
class App {
  public app: express.Application
  constructor(routes: UserRoutes[]) {
    this.app = express()
    routes.forEach((route) => {
      this.app.use('/', route.router)
    })
  }
}
new App([new UserRoutes()])
