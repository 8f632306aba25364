// A regular expression names the events of a hook.
// file: package.json
{ "name": "tours", "dependencies": { "express": "^4.19.0", "mongoose": "^8.3.0" } }
// file: app.js
const express = require("express");
const Trip = require("./trip");
const app = express();
app.get("/trips", async (req, res) => res.json(await Trip.find()));
app.get("/totals", async (req, res) => res.json(await Trip.aggregate([])));
app.listen(4201);
// file: trip.js
const fs = require("fs");
const mongoose = require("mongoose");
const schema = new mongoose.Schema({ name: String });
schema.pre(/^find/, function () {
  fs.appendFileSync("found", "x"); // reached: GET /trips
});
schema.post(/^(save|update)/, function () {
  fs.appendFileSync("stored", "x"); // reached: no request
});
module.exports = mongoose.model("Trip", schema);
