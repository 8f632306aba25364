import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';

import { respondToErrors } from './middleware/errors.js';
import { timing } from './middleware/timing.js';
import { api } from './routers/api.js';
import { pages } from './routers/pages.js';

export const app = new Koa();

app.use(respondToErrors);
app.use(timing({ header: 'server-timing' }));
app.use(bodyParser({ jsonLimit: '64kb' }));
app.use(api.routes()).use(api.allowedMethods());
app.use(pages.routes());

app.on('error', (error, ctx) => {
  console.error(JSON.stringify({ level: 'error', path: ctx?.path, message: error.message, stack: error.stack }));
});
