// A method of a base class calls another one through this: which one depends on the class of the thing.
// speaks of: reached
// file: base.ts
import { readFileSync, statSync, existsSync } from 'node:fs'
export class Base {
  load() {
    return readFileSync('base') // reached: GET /dog
  }
  never() {
    return existsSync('never') // reached: no request
  }
  run() {
    return this.load()
  }
  twice() {
    return this.never()
  }
  constructor() {
    this.prepare()
  }
  prepare() {}
}
export class Cat extends Base {
  load() {
    return statSync('cat') // reached: GET /cat
  }
  never() {
    return null
  }
}
export class Kitten extends Cat {
  run() {
    return super.run()
  }
  never() {
    return null
  }
  load() {
    return existsSync('kitten') // reached: GET /kitten
  }
}
export class Dog extends Base {}
export class Mouse extends Base {
  prepare() {
    existsSync('hole') // reached: GET /mouse
  }
}
// file: app.ts
import express from 'express'
import { Cat, Dog, Kitten, Mouse } from './base'
const app = express()
const cat = new Cat()
const dog = new Dog()
const kitten = new Kitten()
app.get('/cat', (req, res) => res.send(cat.run()))
app.get('/dog', (req, res) => res.send(dog.run()))
app.get('/kitten', (req, res) => res.send(kitten.run()))
app.get('/twice', (req, res) => res.send(cat.twice()))
app.get('/mouse', (req, res) => res.send(new Mouse()))
