// Classes that can be iterated, over time and at once.
const express = require('express')
const fs = require('fs')
class Rows {
  async *[Symbol.asyncIterator]() {
    yield fs.readFileSync('rows') // reached: GET /rows
  }
}
class Cells {
  *[Symbol.iterator]() {
    yield fs.readFileSync('row') // reached: GET /row
  }
}
const app = express()
app.get('/rows', async (req, res) => {
  for await (const row of new Rows()) res.write(row)
  res.end()
})
app.get('/row', (req, res) => {
  const all = [...new Cells()]
  res.json(all)
})
