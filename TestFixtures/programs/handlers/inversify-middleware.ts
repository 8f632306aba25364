// inversify-express-utils: functions behind the path of a decorator are middleware of Express.
import { Container } from 'inversify'
import { controller, httpGet, InversifyExpressServer } from 'inversify-express-utils'
import { NextFunction, Request, Response } from 'express'
import { readFileSync } from 'fs'

const role = (name: string) => (req: Request, res: Response, next: NextFunction) => { // handler: middleware
  readFileSync(name) // reached: middleware
  next()
}
function plain(req: Request, res: Response, next: NextFunction) { // handler: middleware
  next()
}

@controller('/api', plain)
class Users {
  @httpGet('/a', role('admin'))
  a() { return 'a' } // handler: GET /api/a
}
new InversifyExpressServer(new Container()).build().listen(3000)
