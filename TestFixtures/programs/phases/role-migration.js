// Migrations by what they give away.
// file: db/20200101-users.js
exports.up = (knex) => knex.schema.createTable('users') // role: migration
exports.down = (knex) => knex.schema.dropTable('users')
// file: db/items.ts
export class Items { // role: migration
  async up(runner: any) {}
  async down(runner: any) {}
}
// file: app.js
const express = require('express') // role: server
express().get('/', (req, res) => res.end())
