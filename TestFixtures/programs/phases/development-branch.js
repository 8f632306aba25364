// Branches that run in development alone.
const express = require('express')
const fs = require('fs')
const isDev = process.env.NODE_ENV !== 'production'
express().get('/', (req, res) => {
  if (process.env.NODE_ENV === 'development') {
    return res.send(fs.readFileSync('page')) // reached: no request
  }
  if (isDev) fs.statSync('x') // reached: no request
  fs.accessSync('x') // reached: GET /
  res.end()
})
