// A function variable assigned in branches.
const express = require('express')
const fs = require('fs')
let read
if (process.platform === 'win32') {
  read = (name) => fs.readFileSync(name, 'utf16le') // reached: GET /b
} else {
  read = function posix(name) {
    return fs.readFileSync(name) // reached: GET /b
  }
}
express().get('/b', (req, res) => {
  const text = read('b') // calls: read, posix
  res.send(text)
})
