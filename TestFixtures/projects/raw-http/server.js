'use strict';

const http = require('http');
const minimist = require('minimist');

const checks = require('./lib/checks');
const { dispatch } = require('./lib/dispatch');

const options = minimist(process.argv.slice(2), { default: { port: 8080, interval: 30 } });

const server = http.createServer();
server.on('request', dispatch);
server.on('clientError', (error, socket) => {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
});
server.headersTimeout = 10000;
server.requestTimeout = 10000;

checks.load('checks.json');
setInterval(checks.runAll, options.interval * 1000);
server.listen(options.port);
