// The subclass's own method runs, not the one it overrides.
const express = require('express')
const fs = require('fs')
class Source {
  read() {
    return fs.readFileSync('x') // reached: no request
  }
}
class Memory extends Source {
  read() {
    return 'x'
  }
}
const source = new Memory()
express().get('/', (req, res) => {
  const text = source.read() // calls: Memory.read
  res.send(text)
})
