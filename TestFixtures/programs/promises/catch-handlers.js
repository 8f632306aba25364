// A handler handles, unless it throws in turn; finally handles nothing.
// file: app.js
async function load() { return fetch('https://x.example') } // promise: returned
load().catch(console.error) // promise: caught
load().then((x) => x, (error) => null) // promise: caught
load().then((x) => x) // promise: dropped
load().then((x) => x).catch(() => {}).finally(() => {}) // promise: dropped
load().finally(() => {}) // promise: dropped
load().catch((error) => { throw new Error('again') }) // promise: dropped
load().catch() // promise: dropped
load().catch(null) // promise: dropped
