module.exports = {
  port: 80,
  mongo: 'mongodb://members.rowing-club.internal:27017/club',
  mailer: 'https://mail.rowing-club.internal/send',
};
