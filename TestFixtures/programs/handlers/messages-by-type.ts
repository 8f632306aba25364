// Subscriptions that only a declared type tells of, and listeners of NATS streaming in classes.
// file: package.json
{ "name": "worker", "private": true, "dependencies": { "rascal": "^14.0.0", "node-nats-streaming": "^0.3.0" } }
// file: rascal.ts
import rascal from 'rascal'
import type { SubscriberSessionAsPromised } from 'rascal'
export const one = { attach: (subscription: rascal.SubscriberSessionAsPromised) => {
  subscription
    .on('error', console.error)
    .on('message', (message, content, ack) => { ack() }) // handler: a message
} }
export function two(subscription: SubscriberSessionAsPromised) {
  subscription.on('message', (message, content, ack) => { ack() }) // handler: a message
}
// file: listener.ts
import { Message, Stan } from 'node-nats-streaming'
export abstract class Listener {
  abstract onMessage(data: any): void
  protected client: Stan
  constructor(client: Stan) { this.client = client }
  listen() {
    const subscription = this.client.subscribe('orders', 'queue')
    subscription.on('message', (message: Message) => { // handler: a message
      this.onMessage(message.getData())
    })
  }
}
// file: index.ts
import nats from 'node-nats-streaming'
import { Listener } from './listener'
class Orders extends Listener {
  onMessage(data: any) {} // phase: background
}
const stan = nats.connect('cluster', 'id')
stan.on('connect', () => {
  new Orders(stan).listen()
  stan.subscribe('b').on('message', message => {}) // handler: a message
})
