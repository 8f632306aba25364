// Messages that a loop takes come while the process serves, not while it starts.
const { connect } = require('nats')
async function main() { // phase: background
  const connection = await connect()
  prepare()
  for await (const message of connection.subscribe('orders')) handle(message)
  finish()
}
function prepare() {} // phase: start-up
function handle(message) {} // phase: background
function finish() {} // phase: start-up
async function read(lines) { // phase: start-up
  for await (const line of lines) note(line)
}
function note(line) {} // phase: start-up
main()
read([])
