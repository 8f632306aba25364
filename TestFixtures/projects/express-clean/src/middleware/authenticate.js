const jwt = require('jsonwebtoken');

const settings = require('../config');

function authenticate(req, res, next) {
  const [scheme, token] = (req.get('authorization') ?? '').split(' ');
  if (scheme !== 'Bearer' || !token) {
    return res.status(401).json({ error: 'sign in first' });
  }
  try {
    const claims = jwt.verify(token, settings.JWT_SECRET, { algorithms: ['HS256'] });
    req.customer = { id: claims.sub, name: claims.name };
  } catch {
    return res.status(401).json({ error: 'the session has expired' });
  }
  next();
}

module.exports = { authenticate };
