import { readFileSync } from 'node:fs';

import Router from '@koa/router';

const index = readFileSync(new URL('../../views/index.html', import.meta.url), 'utf8');

export const pages = new Router();

pages.get('/', (ctx) => {
  ctx.type = 'html';
  ctx.body = index;
});
