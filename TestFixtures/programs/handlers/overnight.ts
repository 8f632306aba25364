// OvernightJS: decorated controllers on Express.
// file: package.json
{ "name": "night", "private": true, "dependencies": { "@overnightjs/core": "^1.7.0", "express": "^4.0.0" } }
// file: src/users.ts
import { Controller, Get, Middleware } from '@overnightjs/core'
const check = (req: any, res: any, next: any) => next() // handler: middleware
@Controller('api/users')
export class Users {
  @Get(':id')
  @Middleware(check)
  show(req: any, res: any) { res.end() } // handler: GET /api/users/:id
  @Get()
  list = (req: any, res: any) => { res.end() } // handler: GET /api/users
}
