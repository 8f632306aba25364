// Hooks of Finale's resources.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "finale-rest": "1", "express": "4", "sequelize": "6" } }
// file: app.ts
import * as finale from 'finale-rest'
import express from 'express'
const app = express()
finale.initialize({ app })
const resource = finale.resource({ model: 'User', endpoints: ['/users', '/users/:id'] })
resource.create.send.before((req, res, context) => context.continue) // handler: a hook of a REST resource
resource.list.fetch.after((req, res, context) => context.continue) // handler: a hook of a REST resource
resource.all.send.before((req, res, context) => context.continue) // handler: a hook of a REST resource
