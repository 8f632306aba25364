// A table with the members of an enum as its keys.
import express from 'express'
import { readFileSync, writeFileSync } from 'node:fs'
enum Kind { Read = 'read', Write = 'write' }
const actions: Record<Kind, () => void> = {
  [Kind.Read]: () => { readFileSync('x') }, // reached: POST /k
  [Kind.Write]: () => { writeFileSync('x', '') }, // reached: POST /k
}
express().post('/k', (req, res) => {
  const kind: Kind = req.body.kind
  actions[kind]()
  res.end()
})
