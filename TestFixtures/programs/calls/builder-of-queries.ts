// A builder puts what each of its methods gives back into its own field: hooks are asked for without going round for ever.
// file: package.json
{ "name": "pantry", "dependencies": { "express": "^4.19.0", "mongoose": "^8.3.0", "typeorm": "^0.3.20" } }
// file: app.ts
import express from "express";
import { appendFileSync } from "node:fs";
import { Query, Schema, model } from "mongoose";
import { Builder, Finder } from "./builder";
const schema = new Schema({ name: String, gone: Boolean });
schema.pre("find", function () {
  appendFileSync("asked", "x"); // reached: GET /jars
  this.find({ gone: false });
});
const Jar = model("Jar", schema);
const app = express();
app.get("/jars", async (req, res) => {
  const built = new Builder(Jar.find()).named().full().sorted().paged().lean().counted();
  res.json(await built.query);
});
app.listen(4220);
// file: builder.ts
import { DataSource, SelectQueryBuilder } from "typeorm";
import { Query } from "mongoose";
export class Builder<T> {
  constructor(public query: Query<T[], T>) {}
  named() { this.query = this.query.find({ name: "a" }); return this; }
  full() { this.query = this.query.select("-gone"); return this; }
  sorted() { this.query = this.query.sort("name"); return this; }
  paged() { this.query = this.query.skip(0).limit(10); return this; }
  lean() { this.query = this.query.find({}).select("name"); return this; }
  counted() { this.query = this.query.populate("shelf"); return this; }
  hinted() { this.query = this.query.hint("name"); return this; }
  bounded() { this.query = this.query.where("size").lt(9); return this; }
}
export class Finder {
  constructor(public query = new DataSource({}).getRepository(Finder).createQueryBuilder()) {}
  named() { this.query = this.query.where("a"); return this; }
  full() { this.query = this.query.andWhere("b"); return this; }
  sorted() { this.query = this.query.orderBy("c"); return this; }
  paged() { this.query = this.query.skip(0).take(10); return this; }
  lean() { this.query = this.query.select("d").addSelect("e"); return this; }
  joined() { this.query = this.query.leftJoin("f").andWhere("g"); return this; }
}
