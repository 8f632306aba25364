const crypto = require('node:crypto');

const logger = require('../utils/logger');

module.exports = function requestLog(req, res, next) {
  const started = process.hrtime.bigint();
  req.log = logger.child({ request: crypto.randomUUID() });
  res.on('finish', () => {
    const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
    req.log.info({ method: req.method, path: req.path, status: res.statusCode, milliseconds }, 'answered');
  });
  next();
};
