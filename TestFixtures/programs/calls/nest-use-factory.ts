// A token provided by a factory and by a value.
// file: tokens.ts
export const READER = Symbol('READER')
export const WRITER = 'WRITER'
// file: app.controller.ts
import { Controller, Get, Inject } from '@nestjs/common'
import { READER, WRITER } from './tokens'
@Controller()
export class AppController {
  constructor(@Inject(READER) private reader: any, @Inject(WRITER) private writer: any) {}
  @Get('read')
  read() { // handler: GET /read
    return this.reader.read() // calls: app.module.ts:Reader.read
  }
  @Get('write')
  write() { // handler: GET /write
    return this.writer.write() // calls: app.module.ts:write
  }
}
// file: app.module.ts
import { Module } from '@nestjs/common'
import * as fs from 'fs'
import { AppController } from './app.controller'
import { READER, WRITER } from './tokens'
class Reader {
  read() {
    return fs.readFileSync('x') // reached: GET /read
  }
}
const writer = {
  write() {
    fs.writeFileSync('x', '') // reached: GET /write
  },
}
@Module({
  controllers: [AppController],
  providers: [
    { provide: READER, useFactory: () => new Reader() },
    { provide: WRITER, useValue: writer },
  ],
})
export class AppModule {}
