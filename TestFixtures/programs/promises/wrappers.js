// A wrapper's result is a promise where what it wraps is; one that catches handles.
// file: app.js
const wrap = (fn) => (...args) => fn(...args)
const safe = (fn) => (...args) => fn(...args).catch(console.error)
async function save(x) { await fetch('/' + x) }
function plain(x) { return x }
const wrapped = wrap(save)
const quiet = safe(save)
const same = wrap(plain)
wrapped(1) // promise: dropped
quiet(1) // promise: dropped
same(1) // promise: nothing
async function run() { await quiet(1) } // rejects: never
