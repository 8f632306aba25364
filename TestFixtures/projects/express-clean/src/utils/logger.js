const pino = require('pino');

const settings = require('../config');

module.exports = pino({ level: settings.LOG_LEVEL, redact: ['req.headers.authorization'] });
