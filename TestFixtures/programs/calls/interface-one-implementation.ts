// An interface with one class that implements it.
// file: store.ts
export interface Store {
  load(name: string): Buffer
}
// file: disk.ts
import { readFileSync } from 'node:fs'
import { Store } from './store'
export class DiskStore implements Store {
  load(name: string) {
    return readFileSync(name) // reached: GET /i
  }
}
// file: routes.ts
import { Router } from 'express'
import { Store } from './store'
export function routes(store: Store) {
  const router = Router()
  router.get('/i', (req, res) => {
    const text = store.load('i') // calls: disk.ts:DiskStore.load
    res.send(text)
  })
  return router
}
