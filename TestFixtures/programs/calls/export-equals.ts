// export = and import = require.
// file: store.ts
import fs = require('fs')
class Store {
  read() {
    return fs.readFileSync('x') // reached: GET /x
  }
}
export = Store
// file: app.ts
import express = require('express')
import Store = require('./store')
const store = new Store()
express().get('/x', (req, res) => {
  const text = store.read() // calls: store.ts:Store.read
  res.send(text)
})
