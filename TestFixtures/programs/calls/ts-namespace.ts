// Functions in a TypeScript namespace.
import express from 'express'
import { readFileSync } from 'node:fs'
namespace Files {
  export function read(name: string) {
    return readFileSync(name) // reached: GET /x
  }
  export const twice = (name: string) => read(name) + read(name)
}
express().get('/x', (req, res) => {
  const text = Files.twice('x') // calls: twice
  res.send(text)
})
