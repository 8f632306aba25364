// Methods given in the options of a schema, and a class loaded into it.
// file: models.js
const fs = require('fs')
const { Schema, model } = require('mongoose')
const pages = new Schema({ name: String }, {
  methods: {
    render() {
      return fs.readFileSync(this.name) // reached: GET /page
    },
  },
  statics: {
    latest() {
      fs.statSync('x') // reached: GET /page
      return this.findOne()
    },
  },
})
class Author {
  photo() {
    return fs.readFileSync('photo') // reached: GET /author
  }
}
const authors = new Schema({})
authors.loadClass(Author)
exports.Page = model('Page', pages)
exports.Author = model('Author', authors)
// file: app.js
const app = require('express')()
const { Author, Page } = require('./models')
app.get('/page', async (req, res) => {
  const page = await Page.latest()
  res.send(page.render())
})
app.get('/author', async (req, res) => {
  const author = await Author.findById(req.query.id)
  res.send(author.photo())
})
