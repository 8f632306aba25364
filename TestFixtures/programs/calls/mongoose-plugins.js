// What a plugin does to its parameter it does to the schema: statics, methods and hooks of a model come from there.
// file: package.json
{ "name": "garden", "dependencies": { "express": "^4.19.0", "mongoose": "^8.3.0" } }
// file: app.js
const express = require("express");
const { Plant } = require("./models");
const app = express();
app.get("/plants", async (req, res) => {
  const page = await Plant.page(req.query); // calls: models/plugins.js:page
  res.json(page);
});
app.post("/plants/:id/water", async (req, res) => {
  const plant = await Plant.findById(req.params.id);
  plant.water(); // calls: models/plugins.js:water
  await plant.save();
  res.json(plant.label()); // calls: express#Response().json, models/plant.js:label
});
app.listen(4200);
// file: models/index.js
module.exports.Plant = require("./plant");
// file: models/plant.js
const mongoose = require("mongoose");
const { paging, watering } = require("./plugins");
const schema = new mongoose.Schema({ name: String, drops: Number });
schema.plugin(paging);
schema.plugin(watering, { drops: 3 });
Object.assign(schema.methods, {
  label() {
    return this.name;
  },
});
module.exports = mongoose.model("Plant", schema);
// file: models/plugins.js
const fs = require("fs");
const paging = (schema) => {
  schema.statics.page = async function page(filter) {
    fs.readFileSync("page.json"); // reached: GET /plants
    return this.find(filter);
  };
};
function watering(schema, options) {
  schema.methods.water = function water() {
    fs.readFileSync("drops.json"); // reached: POST /plants/:id/water
  };
  schema.pre("save", function () { // phase: request
    fs.appendFileSync("journal", "watered"); // reached: POST /plants/:id/water
  });
}
module.exports = { paging, watering };
