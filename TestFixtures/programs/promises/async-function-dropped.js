// An async function of another file is called and nobody waits.
// file: app.js
const { send } = require('./mail')
function order(user) {
  send(user) // promise: dropped
  return send(user) // promise: returned
}
async function both(user) {
  await send(user) // promise: awaited
  try {
    await send(user) // promise: awaited in try
  } catch (error) {
    console.error(error)
  }
  void send(user) // promise: void
}
// file: mail.js
async function send(user) { // rejects: yes
  const answer = await fetch('https://mail.example/' + user.id) // promise: awaited
  return answer.ok
}
module.exports = { send }
