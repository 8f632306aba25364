// A promise whose executor cannot reject it.
// file: app.js
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) // rejects: never
const open = (url) => new Promise((resolve, reject) => connect(url, resolve, reject)) // rejects: yes, never
async function work() { // rejects: never
  await sleep(10) // promise: awaited
}
