// routing-controllers: functions that run before and after the methods of a controller.
import { Controller, Get, UseBefore, UseInterceptor } from 'routing-controllers'
function check(request, response, next) { next() } // handler: middleware
@Controller('/orders')
@UseBefore(check)
export class OrderController {
  @Get('/:id')
  @UseInterceptor((action, content) => content) // handler: an interceptor
  one() { return {} } // handler: GET /orders/:id
}
