const app = require('./app');
const db = require('./db');
const settings = require('./config');
const logger = require('./utils/logger');

const SHUTDOWN_LIMIT_MS = 10_000;

async function start() {
  await db.ping();
  const server = app.listen(settings.PORT, () => {
    logger.info({ port: settings.PORT }, 'listening');
  });

  process.once('SIGTERM', () => stop(server));
  process.once('SIGINT', () => stop(server));
}

function stop(server) {
  logger.info('shutting down');
  setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
  server.close(async () => {
    await db.close();
    process.exit(0);
  });
}

process.on('unhandledRejection', (error) => {
  logger.fatal({ err: error }, 'unhandled rejection');
  process.exit(1);
});

start().catch((error) => {
  logger.fatal({ err: error }, 'cannot start');
  process.exit(1);
});
