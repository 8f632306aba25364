import { appendLine } from '../lib/journal.js';

export async function auditTrail(request, reply) {
  if (request.method === 'GET') return;
  appendLine({
    at: new Date().toISOString(),
    method: request.method,
    url: request.url,
    status: reply.statusCode,
  });
}
