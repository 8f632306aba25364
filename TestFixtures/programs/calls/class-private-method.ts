// Private methods and fields are followed like others.
import express from 'express'
import { readFileSync } from 'node:fs'
class Store {
  #cache = new Map<string, Buffer>()
  #read(name: string) {
    return readFileSync(name) // reached: GET /p
  }
  get(name: string) {
    return this.#read(name) // calls: Store.#read
  }
}
const store = new Store()
express().get('/p', (req, res) => res.send(store.get('p')))
