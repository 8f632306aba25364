// new Worker(new URL(…, import.meta.url)), of a TypeScript file.
// file: src/server.ts
import express from 'express' // role: server
import { Worker } from 'node:worker_threads'
express().get('/', (req, res) => {
  new Worker(new URL('./heavy.js', import.meta.url))
  res.end()
})
// file: src/heavy.ts
import { readFileSync } from 'node:fs' // role: worker
readFileSync('x') // reached: no request
