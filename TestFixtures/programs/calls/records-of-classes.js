// What a mapper loads is an instance of the class it was asked of.
// file: package.json
{ "name": "club", "dependencies": { "express": "^4.19.0", "sequelize": "^6.37.0", "bcrypt": "^5.1.0" } }
// file: app.js
const express = require("express");
const Member = require("./member");
const app = express();
app.post("/login", async (req, res) => {
  const member = await Member.findOne({ where: { name: req.body.name } });
  res.json(member.knows(req.body.word)); // calls: express#Response().json, member.js:Member.knows
});
app.get("/cards", async (req, res) => {
  const members = await Member.findAll();
  const cards = members.map((member) => member.card()); // calls: sequelize#Model.findAll().map, member.js:Member.card
  res.json(cards);
});
app.listen(4202);
// file: member.js
const { Model, Sequelize } = require("sequelize");
const bcrypt = require("bcrypt");
const fs = require("fs");
class Member extends Model {
  knows(word) {
    return bcrypt.compareSync(word, this.word); // reached: POST /login
  }
  card() {
    return fs.readFileSync("card.svg"); // reached: GET /cards
  }
}
Member.init({}, { sequelize: new Sequelize("sqlite::memory:") });
module.exports = Member;
