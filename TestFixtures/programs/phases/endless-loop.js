// A loop without an end that waits in each round is work of the background; one that is left is not.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0" } }
// file: app.js
const app = require('express')()
const pause = time => new Promise(done => setTimeout(done, time))
app.get('/', (req, res) => res.end())
async function poll() { // phase: background
  while (true) {
    await pause(1000)
    work()
  }
}
function work() {} // phase: background
async function again() { // phase: background
  for (;;) {
    try { await pause(1) } catch { continue }
  }
}
async function connect() { // phase: start-up
  while (true) {
    try {
      await pause(1)
      break
    } catch { await pause(10) }
  }
}
async function retry() { // phase: start-up
  while (true) {
    const done = await pause(1)
    if (done) return done
  }
}
poll()
again()
connect()
retry()
app.listen(1)
