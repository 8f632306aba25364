import express, { type ErrorRequestHandler } from 'express';

import { labels } from './routes/labels.js';
import { parcels } from './routes/parcels.js';

const app = express();

app.use(express.json({ limit: '50kb' }));
app.use('/parcels', parcels);
app.use('/labels', labels);

const onError: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  process.stderr.write(`${JSON.stringify({ level: 'error', message: String(error) })}\n`);
  response.status(500).json({ error: 'internal error' });
};
app.use(onError);

const server = app.listen(Number(process.env.PORT ?? 3000));
process.on('SIGTERM', () => server.close());
