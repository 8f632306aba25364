// Methods of an object literal call each other through this, and through the object's name.
const express = require('express')
const fs = require('fs')
const files = {
  open(name) {
    return this.raw(name) // calls: raw
  },
  raw: function (name) {
    return files.last(name) // calls: last
  },
  last: (name) => fs.readFileSync(name), // reached: GET /o
}
express().get('/o', (req, res) => {
  files.open('o') // calls: open
  res.end()
})
