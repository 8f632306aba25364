const jwt = require('jsonwebtoken');

const secret = process.env.JWT_SECRET || 'harbour-goods-secret';

function authenticate(req, res, next) {
  const [scheme, token] = (req.get('authorization') || '').split(' ');
  if (scheme !== 'Bearer' || !token) {
    return res.status(401).json({ error: 'sign in first' });
  }
  try {
    const claims = jwt.verify(token, secret, { algorithms: ['HS256'] });
    req.customer = { id: claims.sub, name: claims.name };
    next();
  } catch (err) {
    res.status(401).json({ error: 'the session has expired' });
  }
}

module.exports = authenticate;
module.exports.secret = secret;
