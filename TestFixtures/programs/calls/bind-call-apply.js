// bind, call and apply.
const express = require('express')
const fs = require('fs')
const app = express()
function one() {
  fs.readFileSync('one') // reached: GET /bac
}
function two() {
  fs.readFileSync('two') // reached: GET /bac
}
function three() {
  fs.readFileSync('three') // reached: GET /bac
}
const bound = one.bind(null, 1)
app.get('/bac', (req, res) => {
  bound() // calls: one
  two.call(this, 1) // calls: two
  three.apply(null, [1]) // calls: three
  Reflect.apply(four, null, [])
  res.end()
})
function four() {
  fs.readFileSync('four') // reached: GET /bac
}
