// A method written as an arrow function in a field.
const express = require('express')
const fs = require('fs')
class Controller {
  constructor(store) {
    this.store = store
  }
  show = (req, res) => { // handler: GET /
    const text = this.store.load() // calls: Store.load
    res.send(text)
  }
}
class Store {
  load() {
    return fs.readFileSync('x') // reached: GET /
  }
}
const controller = new Controller(new Store())
express().get('/', controller.show)
