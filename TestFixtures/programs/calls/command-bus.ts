// Handlers of commands registered with a bus by name.
import express from 'express'
import { writeFileSync } from 'node:fs'
interface Handler { execute(command: unknown): Promise<void> }
class Bus {
  private readonly handlers: Map<string, Handler> = new Map()
  register(handlers: Handler[]) {
    handlers.forEach((handler) => this.handlers.set(handler.constructor.name, handler))
  }
  async execute(command: object) {
    const handler = this.handlers.get(command.constructor.name)
    await handler!.execute(command) // calls: CreateHandler.execute
  }
}
class CreateHandler implements Handler {
  async execute(command: unknown) {
    writeFileSync('x', '') // reached: POST /c
  }
}
const bus = new Bus()
bus.register([new CreateHandler()])
express().post('/c', async (req, res) => {
  await bus.execute(req.body) // calls: Bus.execute
  res.end()
})
