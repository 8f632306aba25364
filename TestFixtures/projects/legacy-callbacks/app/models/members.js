var ObjectID = require('mongodb').ObjectID;

function Members(db) {
  this.collection = db.collection('members');
}

Members.prototype.active = function (callback) {
  this.collection.find({ left: null }).limit(500).toArray(callback);
};

Members.prototype.find = function (id, callback) {
  if (!ObjectID.isValid(id)) return callback(null, null);
  this.collection.findOne({ _id: new ObjectID(id) }, callback);
};

Members.prototype.byEmail = function (email, callback) {
  this.collection.findOne({ email: String(email).toLowerCase() }, callback);
};

module.exports = Members;
