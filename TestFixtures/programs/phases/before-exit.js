// What is done before the process is ended is not what serves requests.
const express = require('express')
const fs = require('fs')
function crash(error) {
  fs.writeFileSync('crash.log', String(error)) // reached: no request
  process.exit(1)
}
express().get('/', (req, res) => {
  try {
    res.end()
  } catch (error) {
    crash(error)
  }
})
