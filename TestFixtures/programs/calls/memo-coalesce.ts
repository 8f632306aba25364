// ??=, a Map asked with has, a field of a singleton.
import express from 'express'
import { readFileSync } from 'node:fs'
let terms: Buffer | undefined
const pages = new Map<string, Buffer>()
class Cache {
  private text?: Buffer
  get() {
    this.text ??= readFileSync('x') // reached: GET / once
    return this.text
  }
}
const cache = new Cache()
function page(name: string) {
  if (!pages.has(name)) pages.set(name, readFileSync(name)) // reached: GET / once
  return pages.get(name)
}
express().get('/', (req, res) => {
  terms ??= readFileSync('terms') // reached: GET / once
  res.send([terms, page('x'), cache.get()])
})
