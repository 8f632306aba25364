// Models by the names under which Sequelize keeps them: defined, and classes of the program.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0", "sequelize": "^6.0.0" } }
// file: models/user.js
module.exports = sequelize => {
  const User = sequelize.define('User', {})
  User.check = function () {} // phase: request
  User.set = function () {} // phase: request
  User.left = function () {} // phase: none
  return User
}
// file: models/post.js
const { Model } = require('sequelize')
module.exports = sequelize => {
  class Post extends Model {
    static newest() {} // phase: request
    static check() {} // phase: none
  }
  Post.init({}, { sequelize, modelName: 'Post' })
  return Post
}
// file: models/index.js
const { Sequelize } = require('sequelize')
const sequelize = new Sequelize({ dialect: 'sqlite' })
require('./user')(sequelize)
require('./post')(sequelize)
module.exports = { sequelize }
// file: app.js
const express = require('express')
const { sequelize } = require('./models')
const app = express()
app.get('/a', (req, res) => { sequelize.models.User.check(); res.end() }) // handler: GET /a
app.get('/b', (req, res) => { // handler: GET /b
  const { User, Post } = sequelize.models
  User.set()
  Post.newest()
  res.end()
})
app.listen(1)
