// export * as, and a default export of an object with methods.
// file: files.ts
import { readFileSync } from 'node:fs'
export const read = (name: string) => readFileSync(name) // reached: GET /x
export default {
  open(name: string) {
    return read(name) // calls: read
  },
}
// file: index.ts
export * as files from './files'
export { default } from './files'
// file: app.ts
import express from 'express'
import lib, { files } from './index'
express().get('/x', (req, res) => {
  files.read('x') // calls: files.ts:read
  lib.open('x') // calls: files.ts:open
  res.end()
})
