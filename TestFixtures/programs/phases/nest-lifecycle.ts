// Nest calls lifecycle methods while starting and stopping, scheduled ones in between.
import { Controller, Get, Injectable, OnModuleInit } from '@nestjs/common'
import { Cron } from '@nestjs/schedule'
import { readFileSync, writeFileSync } from 'fs'
@Injectable()
export class Templates implements OnModuleInit {
  private texts: string
  onModuleInit() { // phase: start-up
    this.texts = this.load()
  }
  private load() { // phase: start-up
    return readFileSync('x', 'utf8') // reached: no request
  }
  @Cron('0 * * * *')
  refresh() { // phase: background // handler: the schedule 0 * * * *
    readFileSync('y') // reached: no request
  }
  onApplicationShutdown() { // phase: shutdown
    writeFileSync('x', this.texts) // reached: no request
  }
  get() { // phase: request
    return this.texts
  }
}
@Controller()
export class PageController {
  constructor(private templates: Templates) {}
  @Get()
  page() { // handler: GET / // phase: request
    return this.templates.get()
  }
}
@Injectable()
export class Sweeper {
  constructor() { // phase: start-up
    setInterval(() => { // phase: background
      writeFileSync('z', '') // reached: no request
    }, 1000)
  }
}
