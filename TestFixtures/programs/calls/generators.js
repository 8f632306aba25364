// Generators run as they are iterated.
const express = require('express')
const fs = require('fs')
function* lines(name) {
  yield* fs.readFileSync(name, 'utf8').split('\n') // reached: GET /g
}
async function* pages() {
  for (const name of lines('index')) { // calls: lines
    yield fs.readFileSync(name) // reached: GET /g
  }
}
express().get('/g', async (req, res) => {
  for await (const page of pages()) res.write(page)
  res.end()
})
