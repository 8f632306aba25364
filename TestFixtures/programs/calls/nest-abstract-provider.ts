// An abstract class is the token; the class that extends it is provided.
import { Controller, Get, Module } from '@nestjs/common'
import { readFileSync } from 'fs'
abstract class Clock {
  abstract now(): string
}
class FileClock extends Clock {
  now() {
    return readFileSync('/proc/uptime', 'utf8') // reached: GET /now
  }
}
@Controller('now')
class NowController {
  constructor(private clock: Clock) {}
  @Get()
  now() { // handler: GET /now
    return this.clock.now() // calls: FileClock.now
  }
}
@Module({ controllers: [NowController], providers: [{ provide: Clock, useClass: FileClock }] })
class AppModule {}
