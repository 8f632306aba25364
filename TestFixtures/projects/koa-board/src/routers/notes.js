import Router from '@koa/router';

import { attachmentsOf, render } from '../services/note-view.js';
import * as store from '../store/notes.js';

export const notes = new Router();

notes.param('note', async (id, ctx, next) => {
  ctx.note = store.find(ctx.params.board, id);
  ctx.assert(ctx.note, 404, 'there is no such note');
  return next();
});

notes.get('/', (ctx) => {
  ctx.body = store.notesOf(ctx.params.board);
});

notes
  .get('/:note', (ctx) => {
    ctx.body = { ...ctx.note, html: render(ctx.note) };
  })
  .get('/:note/attachments', async (ctx) => {
    ctx.body = await attachmentsOf(ctx.note);
  })
  .delete('/:note', async (ctx) => {
    await store.remove(ctx.note);
    ctx.status = 204;
  });
