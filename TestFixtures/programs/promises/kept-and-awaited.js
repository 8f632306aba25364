// A promise in a variable that is read is looked after; one in a variable that nobody reads is not.
// file: app.js
async function save(x) { await fetch('/' + x) }
async function start(app) {
  const first = save(1) // promise: awaited
  const second = save(2) // promise: dropped
  const third = save(3) // promise: kept
  app.ready = save(4) // promise: kept
  if (third) await first
  register(save(5)) // promise: passed
  const fourth = save(6) // promise: caught
  fourth.catch(console.error) // promise: caught
}
