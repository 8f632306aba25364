// Methods, getters and fields that hold promises.
// file: app.js
class Cache {
  constructor() { this.ready = this.load() } // promise: kept
  async load() { this.items = await fetch('/items') }
  get pending() { return this.load() } // promise: returned
}
const cache = new Cache()
async function start() {
  cache.load() // promise: dropped
  await cache.ready
  cache.ready.then(() => {}) // promise: dropped
  cache.ready.catch(() => {}) // promise: caught
}
