// The ways to name a function of node:fs.
import * as fs from 'fs'
import whole, { readFileSync as slurp } from 'node:fs'
import express from 'express'
const same = fs
const read = fs.readFileSync
const { statSync } = fs
express().get('/s', (req, res) => {
  same.accessSync('x') // reached: GET /s
  slurp('x') // calls: node:fs#readFileSync // reached: GET /s
  read('x') // calls: node:fs#readFileSync // reached: GET /s
  statSync('x') // reached: GET /s
  whole.rmSync('x') // reached: GET /s
  fs['mkdirSync']('x') // reached: GET /s
  fs.unlinkSync.call(fs, 'x')
  res.end()
})
