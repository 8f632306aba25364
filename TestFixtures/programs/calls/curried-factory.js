// Arguments taken one at a time.
const express = require('express')
const fs = require('fs')
const reader = (folder) => (kind) => (name) => fs.readFileSync(folder + kind + name) // reached: GET /c
const read = reader('/data')('pages')
express().get('/c', (req, res) => res.send(read('c')))
