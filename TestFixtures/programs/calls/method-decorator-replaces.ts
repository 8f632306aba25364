// A decorator puts a function of its own in the place of the method.
// file: audited.ts
import { appendFileSync, existsSync } from 'node:fs'
export function audited(name: string) {
  return function (target: any, key: string, descriptor: PropertyDescriptor) {
    const original = descriptor.value
    existsSync('declared') // reached: no request
    descriptor.value = function (...given: any[]) {
      appendFileSync('audit', name) // reached: GET /run
      return original.apply(this, given)
    }
  }
}
// file: app.ts
import express from 'express'
import { readFileSync } from 'node:fs'
import { audited } from './audited'
class Jobs {
  @audited('run')
  run() {
    return readFileSync('run') // reached: GET /run
  }
}
const jobs = new Jobs()
const app = express()
app.get('/run', (req, res) => res.send(jobs.run()))
