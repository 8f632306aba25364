// import() with a literal, awaited and in then.
// file: heavy.ts
import { readFileSync } from 'node:fs'
export const load = () => readFileSync('x') // reached: GET /a
export default class Heavy {
  run() {
    return readFileSync('y') // reached: GET /a
  }
}
// file: app.ts
import express from 'express'
express().get('/a', async (req, res) => {
  const { load } = await import('./heavy')
  load() // calls: heavy.ts:load
  const module = await import('./heavy')
  const heavy = new module.default() // calls: nothing
  heavy.run() // calls: heavy.ts:Heavy.run
  res.end()
})
