// Egg loads what stands in the folders of `app`, and routes name controllers by member or by text.
// file: package.json
{ "name": "api", "private": true, "scripts": { "start": "egg-scripts start" }, "dependencies": { "egg": "^2.0.0", "egg-socket.io": "^4.0.0" } }
// file: app/router.js
module.exports = app => { // phase: none
  const { router, controller, io, middleware } = app
  router.get('/files', controller.v1.userFiles.index)
  router.post('create', '/files', middleware.auth(), controller.v1.userFiles.create)
  app.get('/home', 'home.index')
  app.resources('posts', '/api/posts', controller.posts)
  io.of('/').route('ping', io.controller.chat.ping)
}
// file: app/controller/v1/user_files.js
const Controller = require('egg').Controller
class UserFiles extends Controller {
  async index() { this.ctx.body = 1 } // handler: GET /files
  async create() { // handler: POST /files
    const { ctx } = this
    await ctx.service.userFile.save()
    ctx.helper.log('x')
  }
  async left() {} // phase: none
}
module.exports = UserFiles
// file: app/controller/home.js
module.exports = app => class HomeController extends app.Controller {
  async index() { await this.service.userFile.read() } // handler: GET /home
}
// file: app/controller/posts.js
exports.index = async ctx => { await ctx.service.admin.list.all() } // handler: GET /api/posts
exports.create = async function (ctx) { ctx.body = 2 } // handler: POST /api/posts
// file: app/service/user_file.js
const Service = require('egg').Service
class UserFile extends Service {
  async save() {} // phase: request
  async read() {} // phase: request
  async unused() {} // phase: none
}
module.exports = UserFile
// file: app/service/admin/list.js
const { Service } = require('egg')
module.exports = class List extends Service {
  async all() {} // phase: request
}
// file: app/extend/helper.js
module.exports = {
  log(text) {}, // phase: request
}
// file: app/middleware/auth.js
module.exports = (options, app) => async function auth(ctx, next) { await next() } // handler: POST /files
// file: app/middleware/log_handler.js
module.exports = () => async function log(ctx, next) { await next() } // handler: every request
// file: app/io/controller/chat.js
const { Controller } = require('egg')
module.exports = class extends Controller {
  async ping() {} // handler: the socket event ping
}
// file: app/schedule/tick.js
module.exports = {
  schedule: { interval: '1m', type: 'worker' },
  async task(ctx) {}, // handler: the schedule app/schedule/tick
}
// file: app/schedule/tock.js
const { Subscription } = require('egg')
module.exports = class Tock extends Subscription {
  static get schedule() { return { interval: '1m', type: 'all' } }
  async subscribe() {} // handler: the schedule
}
