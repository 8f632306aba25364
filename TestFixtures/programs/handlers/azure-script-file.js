// Azure Functions 3: function.json may name the file and the export.
// file: package.json
{ "name": "functions", "private": true, "dependencies": { "@azure/functions": "^1.2.0" } }
// file: Timer/function.json
{ "scriptFile": "../shared/timer.js", "entryPoint": "tick", "bindings": [{ "type": "timerTrigger", "name": "t" }] }
// file: shared/timer.js
exports.tick = async (context, t) => {} // handler: the function Timer
// file: Hook/function.json
{ "scriptFile": "../dist/Hook/index.js", "bindings": [{ "type": "httpTrigger", "name": "req" }] }
// file: Hook/index.js
module.exports = async (context, req) => {} // handler: the function Hook
