// What a watcher of the file system is given runs when a file changes, not while the process starts.
const express = require('express')
const fs = require('fs')
fs.watch('logs', function changed(event, name) { // phase: background
  fs.readFileSync(name) // reached: no request
})
fs.watchFile('settings.json', { interval: 1000 }, () => { // phase: background
  fs.readFileSync('settings.json') // reached: no request
})
express().get('/', (req, res) => res.end())
