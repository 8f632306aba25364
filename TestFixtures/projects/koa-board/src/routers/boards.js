import Router from '@koa/router';

import * as store from '../store/notes.js';

export const boards = new Router();

boards.get('/', (ctx) => {
  ctx.body = store.boards();
});

boards.post('/', async (ctx) => {
  const { name } = ctx.request.body ?? {};
  ctx.assert(typeof name === 'string' && name.length > 0 && name.length <= 80, 422, 'a board needs a name');
  ctx.body = await store.addBoard(name);
  ctx.status = 201;
});
