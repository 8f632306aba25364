// The file system by promises, three ways, and with callbacks.
// file: app.js
const fs = require('fs')
const { readFile } = require('fs/promises')
const { promisify } = require('util')
const write = promisify(fs.writeFile)
async function start() {
  fs.promises.unlink('a') // promise: dropped
  readFile('a') // promise: dropped
  write('a', 'b') // promise: dropped
  fs.writeFile('a', 'b', () => {}) // promise: nothing
  await fs.promises.rm('a') // promise: awaited
}
