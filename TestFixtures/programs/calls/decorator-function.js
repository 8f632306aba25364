// Logging and retrying wrappers around a function of a service.
const express = require('express')
const fs = require('fs')
const logged = (name, fn) => (...args) => {
  console.log(name)
  return fn(...args) // calls: load
}
const retry = async (fn, times) => {
  for (let i = 0; i < times; i++) {
    try {
      return await fn() // calls: an anonymous function
    } catch {}
  }
}
function load() {
  return fs.readFileSync('x') // reached: GET /x
}
const service = { load: logged('load', load) }
express().get('/x', async (req, res) => {
  res.send(await retry(() => service.load(), 3))
})
