// A listener written where it is registered is the handler, also where it calls what the method was given.
// file: package.json
{ "name": "worker", "private": true, "dependencies": { "amqplib": "^0.10.0" } }
// file: broker.ts
import { Channel, Message } from 'amqplib'
export class Broker {
  private channel: Channel | null = null
  async consume(queue: string, listener: (message: Message, done: () => void) => void) {
    this.channel.consume(queue, message => { // handler: a message of queue
      listener(message, () => this.channel.ack(message))
    })
  }
}
// file: index.ts
import { Broker } from './broker'
const broker = new Broker()
broker.consume('a', (message, done) => { done() }) // phase: background
broker.consume('b', (message, done) => { done() }) // phase: background
