// Streams call the methods of the classes that extend them.
const { Transform } = require('stream')
const fs = require('fs')
const express = require('express')
class Upper extends Transform {
  _transform(chunk, encoding, done) {
    this.log(chunk)
    done(null, chunk)
  }
  log(chunk) {
    fs.appendFileSync('log', chunk) // reached: GET /file
  }
  other() {
    fs.statSync('other') // reached: no request
  }
}
const app = express()
app.get('/file', (req, res) => fs.createReadStream('x').pipe(new Upper()).pipe(res))
