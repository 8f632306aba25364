// A class's toJSON runs when it is made into JSON.
import express from 'express'
import { readFileSync } from 'node:fs'
class Page {
  constructor(private name: string) {}
  toJSON() {
    return { text: readFileSync(this.name, 'utf8') } // reached: GET /j
  }
}
express().get('/j', (req, res) => {
  res.json(new Page('x'))
})
