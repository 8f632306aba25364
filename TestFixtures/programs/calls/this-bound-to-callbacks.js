// `this` of callbacks is what they are bound to, or what an array's method is told.
// file: package.json
{ "name": "mill", "dependencies": { "express": "^4.19.0" } }
// file: app.js
const express = require("express");
const fs = require("fs");
const app = express();

function Mill() {
  this.wheels = ["a", "b"];
}
Mill.prototype.turn = function (done) {
  setImmediate(
    function () {
      this.grind(); // calls: grind
      done();
    }.bind(this),
  );
};
Mill.prototype.grind = function grind() {
  fs.readFileSync("corn"); // reached: POST /turn
};
Mill.prototype.oil = function () {
  this.wheels.forEach(function (wheel) {
    this.drip(wheel); // calls: drip
  }, this);
};
Mill.prototype.drip = function drip(wheel) {
  fs.writeFileSync(wheel, "oil"); // reached: POST /oil
};

const mill = new Mill();
app.post("/turn", (req, res) => mill.turn(() => res.end()));
app.post("/oil", (req, res) => {
  mill.oil();
  res.end();
});
app.listen(4211);
