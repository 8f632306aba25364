// A default export made by a wrapper of the program.
// file: wrap.ts
export const traced = (fn: any) => (...args: any[]) => fn(...args)
// file: read.ts
import { readFileSync } from 'node:fs'
import { traced } from './wrap'
export default traced(function read(name: string) {
  return readFileSync(name) // reached: GET /r
})
// file: app.ts
import express from 'express'
import read from './read'
express().get('/r', (req, res) => {
  res.send(read('r'))
})
