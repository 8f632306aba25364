// The module that then is given.
// file: plugin.mjs
import { readFileSync } from 'node:fs'
export function run() {
  return readFileSync('x') // reached: GET /a
}
// file: app.mjs
import express from 'express'
express().get('/a', (req, res) => {
  import('./plugin.mjs').then((plugin) => {
    plugin.run() // calls: plugin.mjs:run
    res.end()
  })
})
