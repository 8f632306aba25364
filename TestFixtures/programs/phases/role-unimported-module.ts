// Nest knows the controllers of those modules alone that its first module leads to.
// speaks of: role, handler
// file: package.json
{ "name": "shop", "private": true, "scripts": { "start": "nest start" }, "dependencies": { "@nestjs/common": "^10.0.0", "@nestjs/core": "^10.0.0" } }
// file: src/main.ts
import { NestFactory } from '@nestjs/core' // role: server
import { AppModule } from './app.module'
NestFactory.create(AppModule).then(app => app.listen(3000))
// file: src/app.module.ts
import { Module } from '@nestjs/common' // role: server
import { UsersModule } from './users.module'
@Module({ imports: [UsersModule] })
export class AppModule {}
// file: src/users.module.ts
import { Module } from '@nestjs/common' // role: server
import { UsersController } from './users.controller'
@Module({ controllers: [UsersController] })
export class UsersModule {}
// file: src/users.controller.ts
import { Controller, Get } from '@nestjs/common' // role: server
@Controller('users')
export class UsersController {
  @Get() list() {} // handler: GET /users
}
// file: src/sheets.module.ts
import { Module } from '@nestjs/common' // role: script
import { SheetsController } from './sheets.controller'
@Module({ controllers: [SheetsController] })
export class SheetsModule {}
// file: src/sheets.controller.ts
import { Controller, Get } from '@nestjs/common' // role: script
import { SheetsService } from './sheets.service'
@Controller('sheets')
export class SheetsController {
  constructor(private readonly sheets: SheetsService) {}
  @Get() list() {}
}
// file: src/sheets.controller.spec.ts
import { SheetsController } from './sheets.controller' // role: test
// file: src/sheets.service.ts
import { Injectable } from '@nestjs/common' // role: script
@Injectable()
export class SheetsService {}
