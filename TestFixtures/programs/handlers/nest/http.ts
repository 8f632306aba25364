// NestJS: controllers with inherited routes, composed decorators, guards, interceptors, pipes, filters, middleware.
// file: base.ts
import { Get } from '@nestjs/common'
export abstract class Base {
  @Get('all')
  all() {} // handler: GET /api/cats/all
}
// file: cats.controller.ts
import { Controller, Get, Post, UseGuards, applyDecorators } from '@nestjs/common'
import { Base } from './base'
const Read = (path: string) => applyDecorators(Get(path), UseGuards())
@Controller({ path: 'cats', version: '1' })
export class CatsController extends Base {
  @Get(':id')
  find() {} // handler: GET /api/cats/:id
  @Post()
  create() { this.helper() } // handler: POST /api/cats
  helper() {}
}
// file: parts.ts
import { CanActivate, ExceptionFilter, NestInterceptor, NestMiddleware, PipeTransform } from '@nestjs/common'
import { AuthGuard, PassportStrategy } from '@nestjs/passport'
import { Strategy } from 'passport-jwt'
export class Guard implements CanActivate {
  canActivate() { return true } // handler: a guard
}
export class Jwt extends AuthGuard('jwt') {
  canActivate() { return true } // handler: a guard
}
export class Times implements NestInterceptor {
  intercept() {} // handler: an interceptor
}
export class Trim implements PipeTransform {
  transform(value) { return value } // handler: a pipe
}
export class Failed implements ExceptionFilter {
  catch(error) {} // handler: an exception filter
}
export class Log implements NestMiddleware {
  use(req, res, next) { next() } // handler: middleware
}
export class JwtStrategy extends PassportStrategy(Strategy) {
  async validate(payload) { return payload } // handler: sign-in through Passport
}
// file: app.module.ts
import { MiddlewareConsumer, Module, NestModule, OnModuleInit } from '@nestjs/common'
import { CatsController } from './cats.controller'
function trace(req, res, next) { next() } // handler: middleware
@Module({ controllers: [CatsController] })
export class AppModule implements NestModule, OnModuleInit {
  onModuleInit() {}
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(trace).forRoutes('*')
  }
}
// file: main.ts
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'
async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.setGlobalPrefix('api')
  app.use((req, res, next) => next()) // handler: every request
  await app.listen(3000)
}
bootstrap()
