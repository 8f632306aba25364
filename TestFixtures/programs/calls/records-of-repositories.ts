// What a repository of TypeORM finds is an instance of the class it was made for.
// file: package.json
{ "name": "club", "dependencies": { "express": "^4.19.0", "typeorm": "^0.3.20", "bcrypt": "^5.1.0" } }
// file: app.ts
import express from "express";
import { source } from "./source";
import { Guest } from "./guest";
const app = express();
const guests = source.getRepository(Guest);
app.post("/enter", async (req, res) => {
  const guest = await guests.findOneBy({ id: 1 });
  res.json(guest.knows(req.body.word)); // calls: express#Response().json, guest.ts:Guest.knows
});
app.listen(4203);
// file: source.ts
import { DataSource } from "typeorm";
export const source = new DataSource({ type: "sqlite", database: "club" });
// file: guest.ts
import { Column, Entity } from "typeorm";
import bcrypt from "bcrypt";
@Entity()
export class Guest {
  @Column() word: string;
  knows(word: string) {
    return bcrypt.compareSync(word, this.word); // reached: POST /enter
  }
}
