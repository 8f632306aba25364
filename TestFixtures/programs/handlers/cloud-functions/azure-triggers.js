// What a function.json says of the trigger: a timer is no request.
// file: package.json
{ "name": "functions", "private": true, "dependencies": { "@azure/functions": "^3.0.0" } }
// file: daily/function.json
{ "bindings": [{ "name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 40 10 * * *" }] }
// file: daily/index.js
module.exports = async function (context) {} // handler: the function daily // phase: background
// file: orders/function.json
{ "bindings": [{ "name": "req", "type": "httpTrigger", "direction": "in" }, { "name": "res", "type": "http", "direction": "out" }] }
// file: orders/index.js
module.exports = async function (context, req) {} // handler: the function orders // phase: request
