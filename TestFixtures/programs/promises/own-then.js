// An object with a method of that name is no promise; then with a callback is evidence otherwise.
// file: app.js
const step = { then(next) { return 1 } }
step.then(() => {}) // promise: nothing
function start(unknown) {
  unknown.load().then((x) => x) // promise: dropped
  unknown.load() // promise: nothing
}
