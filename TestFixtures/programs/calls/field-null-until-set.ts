// Fields, static fields and properties that begin as null and are given their value later.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4", "amqplib": "0.10" } }
// file: store.ts
import fs from 'node:fs'
export class Store {
  read(name: string) {
    return fs.readFileSync(name) // reached: GET /field
  }
}
export class Registry {
  private static shared: Registry | null = null
  static get() {
    if (!this.shared) this.shared = new Registry()
    return this.shared
  }
  list() {
    return fs.readdirSync('.') // reached: GET /static
  }
}
// file: state.js
const { Store } = require('./store')
const fs = require('node:fs')
const state = { sizes: null }
state.sizes = { of: (name) => fs.statSync(name).size } // reached: GET /property
module.exports = state
// file: app.ts
import express from 'express'
import client, { Channel, Connection } from 'amqplib'
import { Store, Registry } from './store'
import state from './state'
class Service {
  private store: any = null
  private sizes = undefined
  async start() {
    this.store = new Store()
  }
  show(name: string) {
    return this.store.read(name)
  }
}
class Broker {
  private connection: Connection | null = null
  private channel: Channel | null = null
  async start() {
    this.connection = await client.connect('amqp://q')
    this.channel = await this.connection.createChannel()
    this.channel.consume('mail', (message) => { // handler: a message of queue mail
      console.log(message)
    })
  }
}
const service = new Service()
service.start()
new Broker().start()
const app = express()
app.get('/field', (req, res) => res.send(service.show('a'))) // handler: GET /field
app.get('/static', (req, res) => res.send(Registry.get().list())) // handler: GET /static
app.get('/property', (req, res) => res.json(state.sizes.of('a'))) // handler: GET /property
