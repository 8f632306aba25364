// Branches that run in development alone.
const express = require('express')
const fs = require('fs')
const isDev = process.env.NODE_ENV !== 'production'
const isProduction = () => process.env.NODE_ENV === 'production'
function inDevelopment() {
  return !isProduction()
}
const app = express()
app.get('/', (req, res) => {
  if (process.env.NODE_ENV === 'development') {
    return res.send(fs.readFileSync('page')) // reached: no request
  }
  if (isDev) fs.statSync('x') // reached: no request
  if (inDevelopment()) fs.lstatSync('x') // reached: no request
  if (isProduction()) fs.readlinkSync('x') // reached: GET /
  fs.accessSync('x') // reached: GET /
  res.end()
})
const config = require('config')
if (config.site.env === 'development') {
  app.get('/mock', (req, res) => res.send(fs.readFileSync('mock'))) // reached: no request
}
app.get('/setup', (req, res) => {
  if (isProduction()) return res.status(404).end()
  fs.writeFileSync('.env', req.query.id) // reached: no request
  res.end()
})
