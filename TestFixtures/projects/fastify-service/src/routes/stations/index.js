const station = {
  type: 'object',
  required: ['id', 'name', 'altitude'],
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9-]{3,40}$' },
    name: { type: 'string', maxLength: 200 },
    altitude: { type: 'number' },
  },
};

export default async function stationRoutes(fastify) {
  fastify.get('/', async () => fastify.stations.all());

  fastify.get('/:id', async (request, reply) => {
    return fastify.stations.get(request.params.id) ?? reply.notFound();
  });

  fastify.route({
    method: 'PUT',
    url: '/:id',
    schema: { body: station },
    onRequest: fastify.requireToken,
    handler: async (request, reply) => {
      await fastify.stations.save(request.body);
      reply.code(204).send();
    },
  });
}
