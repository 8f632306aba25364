var express = require('express');
var bodyParser = require('body-parser');
var MongoClient = require('mongodb').MongoClient;

var config = require('./config/' + (process.env.NODE_ENV || 'development'));
var Members = require('./app/models/members');

var app = express();

app.use(bodyParser.urlencoded({ extended: false, limit: '100kb' }));
app.use(bodyParser.json({ limit: '100kb' }));
app.use(express.static('public'));

MongoClient.connect(config.mongo, { useUnifiedTopology: true }, function (err, client) {
  if (err) throw err;

  var members = new Members(client.db());

  require('./app/routes/members')(app, members);
  require('./app/routes/newsletter')(app, members);

  app.use(function (err, req, res, next) {
    if (res.headersSent) return next(err);
    res.status(500).send({ error: 'something went wrong' });
  });

  app.listen(config.port, function () {
    console.log('club-members on port ' + config.port);
  });
});
