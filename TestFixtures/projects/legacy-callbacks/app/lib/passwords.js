var crypto = require('crypto');

exports.check = function (password, member) {
  var key = crypto.pbkdf2Sync(String(password), member.salt, 120000, 32, 'sha1');
  return key.toString('hex') === member.password;
};
