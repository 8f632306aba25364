// Methods of the same name on different things are kept apart.
const express = require('express')
const fs = require('fs')
class Disk {
  read() {
    return fs.readFileSync('x') // reached: no request
  }
}
class Memory {
  read() {
    return 'x'
  }
}
const disk = new Disk()
const memory = new Memory()
disk.read()
express().get('/', (req, res) => {
  const text = memory.read() // calls: Memory.read
  res.send(text)
})
