// next-tick work queued while starting.
const express = require('express')
const fs = require('fs')
process.nextTick(() => { // phase: start-up
  fs.readFileSync('a') // reached: no request
})
Promise.resolve().then(() => { // phase: start-up
  fs.readFileSync('b') // reached: no request
})
express().get('/', (req, res) => res.end())
