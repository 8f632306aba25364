// A function all of whose returns are promises gives one, async or not; a function with two ways may not.
// file: app.js
function load(id) {
  if (id) return fetch('/' + id) // promise: returned
  return Promise.resolve(null) // promise: returned
}
function both(id, callback) {
  if (!callback) return fetch('/' + id) // promise: returned
  callback(null, id)
}
const short = (id) => load(id) // promise: returned
function start() {
  load(1) // promise: dropped
  both(1, () => {}) // promise: nothing
  short(2) // promise: dropped
}
