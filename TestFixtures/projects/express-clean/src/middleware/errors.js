const { ZodError } = require('zod');

const { Failure } = require('../utils/failures');

function notFound(req, res) {
  res.status(404).json({ error: 'not found' });
}

// Express tells error handlers by their four parameters.
function errorHandler(error, req, res, next) {
  if (res.headersSent) {
    return next(error);
  }
  if (error instanceof ZodError) {
    return res.status(422).json({ error: 'malformed request', issues: error.issues });
  }
  if (error instanceof Failure) {
    return res.status(error.status).json({ error: error.message });
  }
  req.log.error({ err: error }, 'request failed');
  res.status(500).json({ error: 'internal error' });
}

module.exports = { errorHandler, notFound };
