'use strict';

const fs = require('fs');
const https = require('https');
const path = require('path');

const STATE = path.join(__dirname, '..', 'state');

let checks = [];
const latest = new Map();

exports.load = function (file) {
  checks = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.mkdirSync(STATE, { recursive: true });
};

exports.results = function () {
  return checks.map((check) => ({ name: check.name, isUp: latest.get(check.name) === true }));
};

exports.runAll = function () {
  checks.forEach(function (check) {
    const request = https.get(check.url, { timeout: 5000 }, function (response) {
      response.resume();
      record(check, response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', () => record(check, false));
  });
};

function record(check, isUp) {
  latest.set(check.name, isUp);
  const line = JSON.stringify({ name: check.name, isUp, at: Date.now() }) + '\n';
  fs.appendFile(path.join(STATE, 'history.ndjson'), line, function (error) {
    if (error) process.stderr.write('history: ' + error.message + '\n');
  });
}

exports.history = function (callback) {
  fs.readFile(path.join(STATE, 'history.ndjson'), 'utf8', function (error, text) {
    if (error) return callback(error);
    callback(null, text.split('\n').filter(Boolean).map(JSON.parse));
  });
};
