var assert = require('assert');
var fs = require('fs');

var cards = require('../app/lib/cards');

describe('cards', function () {
  it('carries the name of the member', function (done) {
    cards.create({ _id: 'test', name: 'Ada' }, function (err, svg) {
      if (err) return done(err);
      assert.ok(svg.indexOf('Ada') > 0);
      assert.strictEqual(fs.readFileSync('/tmp/card-test.svg', 'utf8'), svg);
      done();
    });
  });
});
