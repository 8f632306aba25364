// The context of Egg's controllers and services, by `this`.
// file: package.json
{ "name": "api", "private": true, "scripts": { "start": "egg-scripts start" }, "dependencies": { "egg": "^2.0.0" } }
// file: app/router.js
module.exports = app => {
  app.router.get('/files', app.controller.files.index)
  app.router.post('/files', app.controller.files.create)
}
// file: app/controller/files.js
const { Controller } = require('egg')
const { exec } = require('child_process')
class FilesController extends Controller {
  async index() {
    exec('ls ' + this.ctx.query.name) // flow: command from query
    this.ctx.body = await this.service.files.read()
  }
  async create() {
    const { ctx } = this
    exec('ls ' + ctx.request.body.name) // flow: command from body
    exec('ls ' + ctx.app.name) // flow: nothing
  }
}
module.exports = FilesController
// file: app/service/files.js
const { Service } = require('egg')
const { exec } = require('child_process')
module.exports = class FilesService extends Service {
  async read() { exec('ls ' + this.ctx.params.id) } // flow: command from params
}
// file: app/schedule/clean.js
const { Subscription } = require('egg')
const { exec } = require('child_process')
module.exports = class Clean extends Subscription {
  static get schedule() { return { interval: '1h', type: 'worker' } }
  async subscribe() { exec('ls ' + this.ctx.query.name) } // flow: nothing
}
