// What takes callbacks alone in the version that is installed gives no promise.
// speaks of: promise
// file: package.json
{ "name": "mails", "dependencies": { "nodemailer": "~0.6.0", "mongoose": "~3.8.8", "mongodb": "1.4.40" } }
// file: app.js
const mongodb = require('mongodb')
const mongoose = require('mongoose')
const nodemailer = require('nodemailer')
const Key = mongoose.model('Key')
const transport = nodemailer.createTransport('SMTP', {})

exports.send = to => {
  transport.sendMail({ to })
  const key = new Key()
  key.save()
}
exports.open = () => {
  mongodb.MongoClient.connect('mongodb://db.internal', (error, db) => {
    db.collection('mails').insert({})
  })
}
