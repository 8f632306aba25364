'use strict';

const assert = require('assert');
const fs = require('fs');
const http = require('http');

const { dispatch } = require('../lib/dispatch');

const server = http.createServer(dispatch).listen(0, function () {
  http.get({ port: server.address().port, path: '/style.css' }, function (response) {
    let text = '';
    response.on('data', (chunk) => (text += chunk));
    response.on('end', function () {
      assert.strictEqual(text, fs.readFileSync('static/style.css', 'utf8'));
      server.close();
    });
  });
});
