// A function that makes a class from a class.
import express from 'express'
import { readFileSync } from 'node:fs'
const Reading = (Base: any) => class extends Base {
  read() {
    return readFileSync('x') // reached: GET /m
  }
}
class Plain {}
class Store extends Reading(Plain) {}
const store = new Store()
express().get('/m', (req, res) => {
  const text = store.read()
  res.send(text)
})
