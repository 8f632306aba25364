// import * as, and a namespace handed on as a value.
// file: files.ts
import { readFileSync } from 'node:fs'
export const read = (name: string) => readFileSync(name) // reached: GET /n
// file: lib.ts
import * as files from './files'
export const lib = { files }
// file: app.ts
import express from 'express'
import { lib } from './lib'
express().get('/n', (req, res) => {
  const text = lib.files.read('n') // calls: files.ts:read
  res.send(text)
})
