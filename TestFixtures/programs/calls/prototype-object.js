// A prototype assigned as one object.
const fs = require('fs')
const express = require('express')
function Mailer() {}
Mailer.prototype = {
  send(to) {
    return this.template(to) // calls: template
  },
  template(to) {
    return fs.readFileSync('mail.html') // reached: POST /mail
  },
}
const mailer = new Mailer()
express().post('/mail', (req, res) => {
  mailer.send(req.body.to) // calls: send
  res.end()
})
