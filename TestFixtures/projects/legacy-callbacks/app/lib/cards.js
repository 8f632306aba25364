var fs = require('fs');
var path = require('path');

function Card(member) {
  this.member = member;
}

Card.prototype.frame = function () {
  return fs.readFileSync(path.join(__dirname, 'card-frame.svg'), 'utf8');
};

Card.prototype.toSVG = function () {
  var member = this.member;
  return this.frame().replace('$NAME', function () {
    return escape(member.name);
  });
};

exports.create = function (member, callback) {
  var card = new Card(member);
  var svg = card.toSVG();
  fs.writeFile(path.join('/tmp', 'card-' + member._id + '.svg'), svg, function (err) {
    callback(err, svg);
  });
};
