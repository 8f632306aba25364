import Router from '@koa/router';

import { boards } from './boards.js';
import { notes } from './notes.js';

export const api = new Router({ prefix: '/api/v1' });

boards.use('/:board/notes', notes.routes(), notes.allowedMethods());
api.use('/boards', boards.routes(), boards.allowedMethods());

api.get('/status', (ctx) => {
  ctx.body = { status: 'ok' };
});
