module.exports = {
  port: 3000,
  mongo: 'mongodb://localhost:27017/club',
  mailer: 'http://localhost:1025/send',
};
