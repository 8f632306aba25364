#!/usr/bin/env node
'use strict';

// A small server in CommonJS, as they were written for years.
const express = require('express');
const { readFileSync, promises: fs } = require('fs');

var app = express(), router = express.Router({ mergeParams: true });
const port = process.env.PORT || 3000;

app.use(express.json());

router.get('/users/:id', async function show(req, res, next) {
  try {
    const { id } = req.params;
    const user = await db.users.findOne({ where: { id }, include: [Role, ...extras] });
    if (!user) return res.status(404).json({ error: `no user ${id}` });
    else if (user.hidden && !req.user?.isAdmin) {
      return next(new Error('hidden'));
    }
    res.json(user);
  } catch (err) {
    console.error(err);
    next(err);
  } finally {
    req.timer && req.timer.stop();
  }
});

router.post('/users', (req, res) => {
  const config = JSON.parse(readFileSync(__dirname + '/config.json', 'utf8'));
  res.send({ ok: true, config });
});

app.use('/api', router);

for (let i = 0, n = list.length; i < n; i++) {
  switch (list[i].kind) {
    case 'a':
    case 'b':
      continue;
    default:
      handle(list[i]);
  }
}

module.exports = app;
exports.version = void 0 === version ? '0.0.0' : version;
