// Builders of Knex run when they are awaited.
// file: app.js
const knex = require('knex')({ client: 'pg' })
async function touch(id) {
  knex('users').where({ id }).update({ seen: true }) // promise: lazy dropped
  await knex.raw('select 1') // promise: lazy awaited
  knex('users').insert({ id }).then(() => {}) // promise: dropped
}
