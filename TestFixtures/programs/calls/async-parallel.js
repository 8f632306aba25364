// Functions in arrays and objects handed to a package.
const async = require('async')
const express = require('express')
const fs = require('fs')
express().get('/p', (req, res) => {
  async.parallel([
    (done) => done(null, fs.readFileSync('a')), // reached: GET /p
    function second(done) {
      done(null, fs.readFileSync('b')) // reached: GET /p
    },
  ], (error, all) => res.json(all))
  async.auto({
    one: (done) => done(fs.statSync('x')), // reached: GET /p
  })
})
