var async = require('async');
var request = require('request');

var config = require('../../config/' + (process.env.NODE_ENV || 'development'));

function send(member, done) {
  request.post({ url: config.mailer, json: { to: member.email }, timeout: 5000 }, function (err, response) {
    done(err, response && response.statusCode);
  });
}

module.exports = function (app, members) {
  app.post('/newsletter', function (req, res, next) {
    members.active(function (err, list) {
      if (err) return next(err);
      async.mapLimit(list, 5, send, function (err, codes) {
        if (err) return next(err);
        res.send({ sent: codes.length });
      });
    });
  });
};
