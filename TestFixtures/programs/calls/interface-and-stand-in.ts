// An interface with one implementation, and a stand-in for it among the tests.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4" } }
// file: store.ts
import fs from 'node:fs'
export interface Store { read(name: string): string }
export class FileStore implements Store {
  read(name: string) {
    return fs.readFileSync(name, 'utf8') // reached: GET /
  }
}
// file: test/fake-store.ts
import type { Store } from '../store'
export class FakeStore implements Store {
  read(name: string) {
    return name
  }
}
// file: app.ts
import express from 'express'
import type { Store } from './store'
class Pages {
  constructor(private readonly store: Store) {}
  show = (req, res) => { // handler: GET /
    res.send(this.store.read('index'))
  }
}
declare function made<T>(type: unknown): T
const pages = made<Pages>(Pages) as Pages
const page: Pages = pages
express().get('/', page.show)
