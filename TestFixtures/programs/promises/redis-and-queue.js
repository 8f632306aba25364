// Commands of ioredis and jobs of Bull.
// file: app.js
const Redis = require('ioredis')
const { Queue } = require('bullmq')
const redis = new Redis()
const mails = new Queue('mails')
function touch(id) {
  redis.set('seen:' + id, 1) // promise: dropped
  redis.on('error', () => {}) // promise: nothing
  mails.add('welcome', { id }) // promise: dropped
}
