// inversify: bind(token).to(class), and get.
// file: types.ts
export const TYPES = { Store: Symbol.for('Store'), Service: Symbol.for('Service') }
export interface Store { read(): Buffer }
export interface Service { get(): Buffer }
// file: classes.ts
import { inject, injectable } from 'inversify'
import { readFileSync } from 'node:fs'
import { Service, Store, TYPES } from './types'
@injectable()
export class DiskStore implements Store {
  read() {
    return readFileSync('x') // reached: GET /x
  }
}
@injectable()
export class OtherStore implements Store {
  read() {
    return Buffer.alloc(0)
  }
}
@injectable()
export class MainService implements Service {
  @inject(TYPES.Store) private store: Store
  get() {
    return this.store.read() // calls: DiskStore.read
  }
}
// file: app.ts
import express from 'express'
import { Container } from 'inversify'
import { DiskStore, MainService } from './classes'
import { Service, TYPES } from './types'
const container = new Container()
container.bind<Store>(TYPES.Store).to(DiskStore)
container.bind<Service>(TYPES.Service).to(MainService).inSingletonScope()
const service = container.get<Service>(TYPES.Service)
express().get('/x', (req, res) => {
  const text = service.get() // calls: classes.ts:MainService.get
  res.send(text)
})
