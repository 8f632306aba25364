// Methods mixed into a prototype with Object.assign.
const fs = require('fs')
const express = require('express')
class Page {}
Object.assign(Page.prototype, {
  render() {
    return fs.readFileSync('page') // reached: GET /
  },
})
const page = new Page()
express().get('/', (req, res) => {
  const text = page.render() // calls: render
  res.send(text)
})
