'use strict';

const fs = require('fs');
const path = require('path');

const checks = require('./checks');

const folder = path.join(__dirname, '..', 'static');
const stylesheet = fs.readFileSync(path.join(folder, 'style.css'));

exports.stylesheet = function (request, response) {
  response.writeHead(200, { 'content-type': 'text/css' });
  response.end(stylesheet);
};

exports.index = function (request, response) {
  const html = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
  const rows = checks.results().map(row).join('');
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(html.replace('<!-- rows -->', rows));
};

function row(result) {
  return '<tr><td>' + result.name + '</td><td>' + (result.isUp ? 'up' : 'down') + '</td></tr>';
}
