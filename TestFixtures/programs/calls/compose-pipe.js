// Functions composed by a helper of the program.
const express = require('express')
const fs = require('fs')
const pipe = (...steps) => (input) => steps.reduce((value, step) => step(value), input)
const read = (name) => fs.readFileSync(name) // reached: GET /pipe
const trim = (text) => String(text).trim()
const load = pipe(read, trim)
express().get('/pipe', (req, res) => res.send(load('x')))
