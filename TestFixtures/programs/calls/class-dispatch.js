// this[name](): a method chosen by name; the methods of the class may run.
const express = require('express')
const fs = require('fs')
class Actions {
  run(name) {
    return this[name]() // calls: Actions.run, Actions.list, Actions.clear
  }
  list() {
    return fs.readdirSync('.') // reached: POST /a
  }
  clear() {
    fs.rmSync('x') // reached: POST /a
  }
}
const actions = new Actions()
express().post('/a', (req, res) => {
  res.json(actions.run(req.body.action))
})
