// Fields of a class that a constructor or a method fills.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
class Job {
  constructor(folder) { this.folder = folder; this.kind = 'ls' }
  run() {
    exec(this.kind) // flow: nothing
    return exec('ls ' + this.folder) // flow: command from body
  }
}
app.post('/', (req, res) => new Job(req.body.folder).run())
