// Re-exports, renamed and through a barrel and a star.
// file: lib/read.ts
import { readFileSync } from 'node:fs'
export function read(name: string) {
  return readFileSync(name) // reached: GET /b
}
export default function write() {}
// file: lib/index.ts
export { read as load, default as store } from './read'
export * from './more'
// file: lib/more.ts
import { rmSync } from 'node:fs'
export const clear = () => rmSync('x') // reached: GET /b
// file: app.ts
import express from 'express'
import { clear, load, store } from './lib'
express().get('/b', (req, res) => {
  load('x') // calls: lib/read.ts:read
  clear() // calls: lib/more.ts:clear
  store() // calls: lib/read.ts:write
  res.end()
})
