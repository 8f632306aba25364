// Branches and commas of expression statements drop promises too.
// file: app.js
async function save(x) { await fetch('/' + x) }
function start(a, b) {
  a && save(1) // promise: dropped
  a ? save(2) : save(3) // promise: dropped
  a || save(4), save(5) // promise: dropped
  if (save(6)) b() // promise: kept
  ;(async () => { await save(7) })() // promise: dropped, awaited
}
