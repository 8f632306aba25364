import { join } from 'node:path';

import autoload from '@fastify/autoload';
import sensible from '@fastify/sensible';
import Fastify from 'fastify';

import { auditTrail } from './hooks/audit-trail.js';

const here = import.meta.dirname;

export async function createApp(options = {}) {
  const app = Fastify({ ...options, bodyLimit: 64 * 1024, connectionTimeout: 10_000, requestTimeout: 10_000 });

  await app.register(sensible);
  await app.register(autoload, { dir: join(here, 'plugins') });
  await app.register(autoload, { dir: join(here, 'routes'), options: { prefix: '/v3' } });

  app.addHook('onResponse', auditTrail);
  app.get('/health', async () => ({ status: 'ok' }));
  return app;
}
