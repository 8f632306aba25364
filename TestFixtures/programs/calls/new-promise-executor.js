// The executor of a promise runs at once.
const express = require('express')
const fs = require('fs')
function load() {
  return new Promise((resolve, reject) => {
    resolve(fs.readFileSync('x')) // reached: GET /n
  })
}
express().get('/n', async (req, res) => {
  const text = await load() // calls: load
  res.send(text)
})
