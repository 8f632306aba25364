// koa-ts-controllers finds its routes by decorators, as routing-controllers does.
// file: package.json
{ "name": "blog", "private": true, "dependencies": { "koa": "2", "koa-ts-controllers": "2" } }
// file: controllers/user.ts
import { readFileSync } from 'node:fs'
import { Body, Controller, Get, Post } from 'koa-ts-controllers'
@Controller('/user')
export class UserController {
  @Get('/info') async info() { // handler: GET /user/info
    return readFileSync('info.txt', 'utf8') // reached: GET /user/info
  }
  @Post('/read') async read(@Body() body: any) { // handler: POST /user/read
    return readFileSync('/srv/' + body.name, 'utf8') // reached: POST /user/read
  }
}
