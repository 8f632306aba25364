// An application as a class that is given controllers with routers of their own.
// file: app.ts
import express, { Application } from 'express'
import { Controller } from './controller'
export class App {
  public app: Application
  constructor(controllers: Controller[]) {
    this.app = express()
    this.initialize(controllers)
  }
  private initialize(controllers: Controller[]) {
    controllers.forEach((controller) => {
      this.app.use('/api', controller.router)
    })
  }
  listen() {
    this.app.listen(3000)
  }
}
// file: controller.ts
import { Router } from 'express'
export interface Controller { path: string; router: Router }
// file: reports.controller.ts
import { Request, Response, Router } from 'express'
import { readFileSync } from 'node:fs'
import { Controller } from './controller'
export class ReportsController implements Controller {
  path = '/reports'
  router = Router()
  constructor() {
    this.initialize()
  }
  private initialize() {
    this.router.get(this.path, this.list)
    this.router.get(`${this.path}/one`, this.one.bind(this))
  }
  private list = (req: Request, res: Response) => { // handler: GET /api/reports
    const text = this.load() // calls: ReportsController.load
    res.send(text)
  }
  private one(req: Request, res: Response) { // handler: GET /api/reports/one
    res.end()
  }
  private load() {
    return readFileSync('x') // reached: GET /api/reports
  }
}
// file: server.ts
import { App } from './app'
import { ReportsController } from './reports.controller'
new App([new ReportsController()]).listen()
