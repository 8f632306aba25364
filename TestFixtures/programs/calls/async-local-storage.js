// What runs inside of a store's run.
const { AsyncLocalStorage } = require('async_hooks')
const express = require('express')
const fs = require('fs')
const storage = new AsyncLocalStorage()
const inside = (work) => storage.run({}, work)
express().get('/a', (req, res) => {
  inside(() => res.send(fs.readFileSync('x'))) // reached: GET /a
})
