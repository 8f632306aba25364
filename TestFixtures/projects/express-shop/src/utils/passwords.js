const crypto = require('crypto');

const ITERATIONS = 310000;
const KEY_LENGTH = 32;

function derive(password, salt) {
  return crypto.pbkdf2Sync(password, salt, ITERATIONS, KEY_LENGTH, 'sha256');
}

function hash(password) {
  const salt = crypto.randomBytes(16);
  return `${salt.toString('hex')}:${derive(password, salt).toString('hex')}`;
}

function verify(password, stored) {
  const [salt, expected] = stored.split(':').map((part) => Buffer.from(part, 'hex'));
  return crypto.timingSafeEqual(derive(password, salt), expected);
}

module.exports = { hash, verify };
