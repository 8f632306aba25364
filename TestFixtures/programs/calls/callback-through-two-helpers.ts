// A callback that one helper hands to the next is that of its own caller there too.
// file: package.json
{ "name": "kiosk", "dependencies": { "express": "^4.19.0" } }
// file: app.ts
import express from "express";
import { readFileSync, statSync } from "node:fs";
import { Cache } from "./cache";
const app = express();
app.get("/menu", async (req, res) => {
  const menu = await Cache.fetch("menu", async () => readFileSync("menu.txt")); // reached: GET /menu once
  res.json(menu);
});
export async function letter() {
  return await Cache.fetch("letter", async () => statSync("letter.txt")); // reached: no request
}
app.get("/prices", async (req, res) => {
  res.json(await Cache.fetch("prices", () => prices()));
});
async function prices() {
  return [1, 2];
}
app.listen(4210);
// file: cache.ts
export class Cache {
  static pending = new Map();
  static async fetch<T>(key: string, make: () => Promise<T>) {
    const before = this.pending.get(key);
    if (before) return before;
    const now = this.fill<T>(key, make);
    this.pending.set(key, now);
    return await now;
  }
  private static async fill<T>(key: string, make: () => Promise<T>) {
    const made = await make();
    return made;
  }
}
