// Controllers of routing-controllers, tsoa, inversify-express-utils and LoopBack.
import { JsonController, Get, Middleware, ExpressMiddlewareInterface } from 'routing-controllers'
import { Route, Post } from 'tsoa'
import { controller, httpPut } from 'inversify-express-utils'
import { del } from '@loopback/rest'
@JsonController('/users')
export class Users {
  @Get('/:id')
  one() {} // handler: GET /users/:id
  other() {}
}
export class Log implements ExpressMiddlewareInterface {
  use(request, response, next) { next() } // handler: middleware
}
@Route('books')
export class Books {
  @Post()
  create() {} // handler: POST /books
}
@controller('/things')
export class Things {
  @httpPut('/:id')
  change() {} // handler: PUT /things/:id
}
export class Notes {
  @del('/notes/{id}')
  remove() {} // handler: DELETE /notes/{id}
}
