const express = require('express');
const helmet = require('helmet');

const db = require('./db');
const routes = require('./routes');
const { errorHandler, notFound } = require('./middleware/errors');
const requestLog = require('./middleware/requestLog');

const app = express();

app.disable('x-powered-by');
app.use(helmet());
app.use(requestLog);
app.use(express.json({ limit: '100kb' }));

app.get('/health', async (req, res) => {
  await db.ping();
  res.json({ status: 'ok' });
});

app.use('/api', routes);
app.use(notFound);
app.use(errorHandler);

module.exports = app;
