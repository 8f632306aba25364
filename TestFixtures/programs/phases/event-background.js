// Listeners on things from outside run when their events come.
const chokidar = require('chokidar')
const express = require('express')
const fs = require('fs')
const watcher = chokidar.watch('.')
watcher.on('change', function reload(name) { // phase: background
  fs.readFileSync(name) // reached: no request
})
express().get('/', (req, res) => res.end())
