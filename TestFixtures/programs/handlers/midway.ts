// Midway: controllers, sockets, schedules and queues are classes with decorators.
import { Controller, Get, Inject, OnWSMessage, Post, Provide, WSController } from '@midwayjs/core'
import { Job, IJob } from '@midwayjs/cron'
import { Processor } from '@midwayjs/bull'
import { readFileSync } from 'fs'

@Provide()
export class Rooms {
  list() { return readFileSync('rooms') } // reached: GET /rooms
}

@Provide()
@Controller('/rooms')
export class RoomController {
  @Inject() rooms: Rooms
  @Get('/')
  async list() { return this.rooms.list() } // handler: GET /rooms
  @Post('/:id')
  async add() {} // handler: POST /rooms/:id
}
@WSController()
export class Sockets {
  @OnWSMessage('say')
  async say() {} // handler: the socket message say
}
@Job('clean')
export class Clean implements IJob {
  async onTick() {} // handler: the schedule clean
}
@Processor('mail')
export class Mail {
  async execute() {} // handler: the job of queue mail
}
