// What a callback of forEach gives back is not looked at.
// file: app.js
async function save(x) { await fetch('/' + x) }
function start(items) {
  items.forEach((item) => save(item)) // promise: ignored
  items.forEach((item) => { save(item) }) // promise: dropped
  const saved = items.map((item) => save(item)) // promise: returned
  return saved
}
class Queue {
  async forEach(work) { for (const item of this.items) await work(item) }
}
async function drain() {
  const queue = new Queue()
  await queue.forEach((item) => save(item)) // promise: awaited, returned
}
