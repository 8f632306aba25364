import { join } from 'node:path';

import { pack, readArchive } from '../../lib/archive.js';

const ARCHIVE = process.env.ARCHIVE_FOLDER ?? 'archive';

const daily = {
  params: {
    type: 'object',
    properties: { station: { type: 'string', pattern: '^[a-z0-9-]{3,40}$' }, day: { type: 'string', format: 'date' } },
  },
};

export default async function measurementRoutes(fastify) {
  fastify.get('/:station/:day', { schema: daily }, async (request) => {
    const { station, day } = request.params;
    return readArchive(join(ARCHIVE, station, `${day}.json.gz`));
  });

  fastify.get('/:station/:day/download', { schema: daily }, async (request, reply) => {
    const { station, day } = request.params;
    const measurements = await readArchive(join(ARCHIVE, station, `${day}.json.gz`));
    reply.header('content-encoding', 'gzip').type('application/json');
    return pack(measurements.filter((measurement) => measurement.isValid));
  });
}
