// NestJS: messages, gateways, resolvers, schedules, jobs, events.
import { MessagePattern, EventPattern } from '@nestjs/microservices'
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets'
import { Resolver, Query, ResolveField } from '@nestjs/graphql'
import { Cron } from '@nestjs/schedule'
import { Processor, WorkerHost } from '@nestjs/bullmq'
import { Process, Processor as BullProcessor } from '@nestjs/bull'
import { OnEvent } from '@nestjs/event-emitter'
import { CommandHandler } from '@nestjs/cqrs'
import { Controller } from '@nestjs/common'
@Controller()
export class Messages {
  @MessagePattern({ cmd: 'sum' })
  sum(data) {} // handler: the message sum
  @EventPattern('user_created')
  created(data) {} // handler: the event user_created
}
@WebSocketGateway()
export class Chat {
  handleConnection(client) {} // handler: a socket's connection
  @SubscribeMessage('say')
  say(client, text) {} // handler: the socket message say
}
@Resolver('Author')
export class Authors {
  @Query('author')
  author() {} // handler: the query author
  @Query(() => [String], { name: 'authors' })
  findAll() {} // handler: the query authors
  @ResolveField()
  posts() {} // handler: the field posts
}
export class Tasks {
  @Cron('45 * * * * *')
  sweep() {} // handler: the schedule 45 * * * * *
  @OnEvent('order.created')
  order() {} // handler: the event order.created
}
@Processor('mail')
export class Mail extends WorkerHost {
  async process(job) {} // handler: the job of queue mail, a job
}
@BullProcessor('audio')
export class Audio {
  @Process('transcode')
  transcode(job) {} // handler: the job transcode
}
@CommandHandler(Object)
export class Kill {
  execute(command) {} // handler: a command or query
}
