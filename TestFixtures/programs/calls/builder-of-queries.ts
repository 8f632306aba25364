// A builder puts what each of its methods gives back into its own field: hooks are asked for without going round for ever.
// file: package.json
{ "name": "pantry", "dependencies": { "express": "^4.19.0", "mongoose": "^8.3.0" } }
// file: app.ts
import express from "express";
import { Builder } from "./builder";
const app = express();
app.get("/jars", async (req, res) => {
  const built = await new Builder(undefined).shelved();
  res.json(await built.query);
});
app.listen(4220);
// file: jar.ts
import { appendFileSync } from "node:fs";
import { Schema, model } from "mongoose";
const schema = new Schema({ name: String, gone: Boolean });
schema.pre("find", function (next) {
  appendFileSync("asked", "x"); // reached: GET /jars
  this.find({ gone: false });
  next();
});
export const Jar = model("Jar", schema);
// file: builder.ts
import { Query } from "mongoose";
import { Jar } from "./jar";
export class Builder<T> {
  public query: Query<T[], T>;
  constructor(query: Query<T[], T>) {
    this.query = query;
  }
  async shelved() {
    const jars = await Jar.find({ gone: false }).select("name");
    this.query = this.query.find({ name: { $in: jars.map((jar) => jar.name) } });
    return this;
  }
  fields() { this.query = this.query.select("-gone"); return this; }
  whole() { this.query = this.query.populate("shelf"); return this; }
  sorted() { this.query = this.query.sort("name"); return this; }
  paged() { this.query = this.query.skip(0).limit(10); return this; }
  hinted() { this.query = this.query.hint("name"); return this; }
  bounded() { this.query = this.query.where("size").lt(9); return this; }
  async counted() {
    return this.query.model.countDocuments(this.query.getFilter());
  }
}
