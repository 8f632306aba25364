// A Map of functions.
const express = require('express')
const fs = require('fs')
const commands = new Map([
  ['list', () => fs.readdirSync('.')], // reached: POST /command
])
commands.set('read', function read(name) {
  return fs.readFileSync(name) // reached: POST /command
})
express().post('/command', (req, res) => {
  const command = commands.get(req.body.type)
  const text = command(req.body.name)
  res.json(text)
})
