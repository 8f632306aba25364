// The beginning of a target decides where it leads.
// file: app.js
const app = require('express')()
app.get('/', (req, res) => {
  if (req.query.a) return res.redirect(req.query.to) // flow: redirect from query
  if (req.query.b) return res.redirect(302, req.query.to) // flow: redirect from query
  if (req.query.c) return res.redirect('/users/' + req.query.id) // flow: nothing
  if (req.query.d) return res.redirect('/' + req.query.path) // flow: redirect from query
  res.redirect('https://shop.example/?q=' + req.query.q) // flow: nothing
})
