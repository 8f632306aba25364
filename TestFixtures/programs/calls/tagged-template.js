// The tag of a template is a call.
const express = require('express')
const fs = require('fs')
function page(strings, ...values) {
  return fs.readFileSync('layout') + strings.join('') // reached: GET /t
}
express().get('/t', (req, res) => {
  const html = page`Hello ${req.query.name}` // calls: page
  res.send(html)
})
