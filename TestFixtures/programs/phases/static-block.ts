// Static initialisers run when the class is made.
import express from 'express'
import { readFileSync } from 'node:fs'
class Pages {
  static layout = readFileSync('layout') // reached: no request
  static texts: string[]
  static {
    this.texts = [readFileSync('a', 'utf8')] // reached: no request
  }
  static get(name: number) { // phase: request
    return Pages.texts[name]
  }
}
express().get('/', (req, res) => res.send(Pages.get(0)))
