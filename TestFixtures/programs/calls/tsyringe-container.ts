// tsyringe: an interface token registered in the container and injected.
// file: store.ts
import { readFileSync } from 'node:fs'
export interface Store {
  read(): Buffer
}
export class DiskStore implements Store {
  read() {
    return readFileSync('x') // reached: GET /x
  }
}
export class NullStore implements Store {
  read() {
    return Buffer.alloc(0)
  }
}
// file: service.ts
import { inject, injectable } from 'tsyringe'
import { Store } from './store'
@injectable()
export class Service {
  constructor(@inject('Store') private store: Store) {}
  get() {
    return this.store.read() // calls: store.ts:DiskStore.read
  }
}
// file: app.ts
import express from 'express'
import { container } from 'tsyringe'
import { Service } from './service'
import { DiskStore } from './store'
container.register('Store', { useClass: DiskStore })
const service = container.resolve(Service)
express().get('/x', (req, res) => {
  const text = service.get() // calls: service.ts:Service.get
  res.send(text)
})
