// Meteor: methods, publications, handlers of WebApp.
import { Meteor } from 'meteor/meteor'
import { WebApp } from 'meteor/webapp'
Meteor.methods({
  'tasks.add'(text) {}, // handler: the method tasks.add
  async remove(id) {}, // handler: the method remove
})
Meteor.publish('tasks', function () { return [] }) // handler: the publication tasks
WebApp.connectHandlers.use('/hello', (req, res, next) => { res.end() }) // handler: every request under /hello
Meteor.startup(() => {})
