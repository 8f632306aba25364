'use strict';

const { URL } = require('url');

const pages = require('./pages');
const checks = require('./checks');
const responses = require('./responses');

const routes = {
  '/': pages.index,
  '/style.css': pages.stylesheet,
  '/status.json': function (request, response) {
    responses.json(response, 200, checks.results());
  },
  '/history.json': history,
};

function history(request, response) {
  checks.history(function (error, entries) {
    if (error) return responses.json(response, 500, { error: 'the history cannot be read' });
    responses.json(response, 200, entries);
  });
}

function dispatch(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const handle = routes[pathname];
  if (request.method !== 'GET') return responses.json(response, 405, { error: 'only GET' });
  if (!Object.hasOwn(routes, pathname)) return responses.json(response, 404, { error: 'not found' });
  handle(request, response);
}

module.exports = { dispatch };
