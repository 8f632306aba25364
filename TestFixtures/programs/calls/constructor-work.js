// new runs the constructor, the fields and the constructor of the superclass.
const express = require('express')
const fs = require('fs')
class Base {
  constructor() {
    fs.readFileSync('base') // reached: GET /n
  }
}
class Plain extends Base {
  settings = fs.readFileSync('settings') // reached: GET /n
}
class Full extends Plain {
  constructor() {
    super() // calls: Plain.constructor
    fs.readFileSync('full') // reached: GET /n
  }
}
express().get('/n', (req, res) => {
  new Full()
  res.end()
})
