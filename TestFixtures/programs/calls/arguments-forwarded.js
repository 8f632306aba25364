// fn.apply(this, arguments) and spread arguments.
const express = require('express')
const fs = require('fs')
function traced(fn) {
  return function () {
    return fn.apply(this, arguments) // calls: load
  }
}
function timed(fn) {
  return (...args) => fn(...args) // calls: stat
}
function load(name) {
  return fs.readFileSync(name) // reached: GET /t
}
const stat = (name) => fs.statSync(name) // reached: GET /t
const tracedLoad = traced(load)
const timedStat = timed(stat)
express().get('/t', (req, res) => {
  tracedLoad('x')
  timedStat('x')
  res.end()
})
