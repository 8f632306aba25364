// Promises handed to a combination are as handled as the combination.
// file: app.js
async function save(x) { await fetch('/' + x) } // rejects: yes
async function all(items) {
  await Promise.all([save(1), save(2)]) // promise: awaited
  await Promise.all(items.map((item) => save(item))) // promise: awaited, returned
  Promise.all([save(3)]) // promise: dropped
}
async function settled(items) { // rejects: never
  await Promise.allSettled(items.map((item) => save(item)))
}
async function together(items) { // rejects: yes
  await Promise.all(items.map((item) => save(item)))
}
async function made(items) { // rejects: yes
  await Promise.all(Array.from(items, async (item) => { // rejects: yes // promise: awaited
    await save(item) // promise: awaited
  }))
}
async function madeOfNothing(items) { // rejects: never
  await Promise.all(Array.from(items, async (item) => item)) // rejects: never // promise: awaited
}
