// if (!cache): the first request alone reads.
const express = require('express')
const fs = require('fs')
let template
function load() {
  if (!template) {
    template = fs.readFileSync('page.html') // reached: GET / once
  }
  return template
}
express().get('/', (req, res) => res.send(load()))
