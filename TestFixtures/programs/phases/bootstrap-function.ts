// An asynchronous main function up to listen, and its helpers.
// file: main.ts
import express from 'express'
import { connect } from './db'
async function main() { // phase: start-up
  const app = express()
  await connect()
  app.get('/', (req, res) => { // phase: request
    res.end()
  })
  app.listen(3000, () => { // phase: start-up
    console.log('ready')
  })
}
main()
// file: db.ts
import { readFileSync } from 'node:fs'
export async function connect() { // phase: start-up
  return readFileSync('ca.pem') // reached: no request
}
export function unused() { // phase: none
  return readFileSync('x') // reached: no request
}
