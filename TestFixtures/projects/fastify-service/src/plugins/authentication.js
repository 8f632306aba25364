import { createHash, timingSafeEqual } from 'node:crypto';

import fp from 'fastify-plugin';

const digest = (text) => createHash('sha256').update(text).digest();

export default fp(async function authentication(fastify) {
  const expected = digest(process.env.STATION_TOKEN ?? '');

  fastify.decorate('requireToken', async function requireToken(request, reply) {
    const token = request.headers['x-station-token'] ?? '';
    if (!process.env.STATION_TOKEN || !timingSafeEqual(digest(token), expected)) {
      return reply.unauthorized();
    }
  });
});
