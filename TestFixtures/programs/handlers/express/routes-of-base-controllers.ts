// A base class registers what its heirs hand to it: each has its own router, and each call its own route.
// file: package.json
{ "dependencies": { "express": "^4.19.0" } }
// file: controller.ts
import { Router, Request, Response } from 'express'
interface Options { method: 'get' | 'post'; path: string; run: (req: Request, res: Response) => Promise<void> }
export class Controller {
  router: Router
  constructor() {
    this.router = Router()
  }
  private guarded(run: Options['run']) {
    return async (req: Request, res: Response) => {
      try {
        await run(req, res)
      } catch (error) {
        res.status(500).end()
      }
    }
  }
  route(options: Options) {
    this.router[options.method](options.path, this.guarded(options.run.bind(this)))
  }
  get(path: string, run: Options['run']) {
    this.route({ method: 'get', path, run })
  }
}
// file: books.ts
import { Controller } from './controller'
export class Books extends Controller {
  constructor() {
    super()
    this.route({ method: 'get', path: '/list', run: this.list })
    this.route({ method: 'post', path: '/add', run: this.add })
  }
  async list(req, res) { // handler: GET /books/list
    res.json([])
  }
  async add(req, res) { // handler: POST /books/add
    res.status(201).end()
  }
}
// file: people.ts
import { Controller } from './controller'
export class People extends Controller {
  constructor() {
    super()
    this.get('/list', this.list)
  }
  async list(req, res) { // handler: GET /people/list
    res.json([])
  }
}
// file: app.ts
import express from 'express'
import { Books } from './books'
import { People } from './people'
const app = express()
const people = new People()
app.use('/books', new Books().router)
app.use('/people', people.router)
app.listen(3000)
