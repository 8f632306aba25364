module.exports = {
  port: 80,
  mongo: 'mongodb://members.rowing-club.example:27017/club',
  mailer: 'https://mail.rowing-club.example/send',
};
