var moment = require('moment');

var cards = require('../lib/cards');
var passwords = require('../lib/passwords');

module.exports = function (app, members) {
  app.get('/members', function (req, res, next) {
    members.active(function (err, list) {
      if (err) return next(err);
      res.send(list.map(function (member) {
        return { name: member.name, since: moment(member.joined).format('YYYY') };
      }));
    });
  });

  app.get('/members/:id/card', function (req, res, next) {
    members.find(req.params.id, function (err, member) {
      if (err) return next(err);
      if (!member) return res.status(404).end();
      cards.create(member, function (err, svg) {
        if (err) return next(err);
        res.type('svg').send(svg);
      });
    });
  });

  app.post('/login', function (req, res, next) {
    members.byEmail(req.body.email, function (err, member) {
      if (err) return next(err);
      if (!member || !passwords.check(req.body.password, member)) return res.status(401).end();
      res.send({ id: member._id });
    });
  });
};
