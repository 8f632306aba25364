import main, { createServer as create, 'odd name' as odd } from 'node:http';
import * as path from 'node:path';
import data from './data.json' with { type: 'json' };
import defer * as later from './later.mjs';

export const url = import.meta.url;
export let [first, , third = 3, ...others] = await load(url);
export { create as default, odd as 'another name' };
export * from './all.mjs';
export * as everything from './all.mjs';

export async function* walk(folder, { depth = 0, ...options } = {}) {
  for await (const entry of await open(folder)) {
    if (depth > 9) return;
    yield* entry.isFolder ? walk(path.join(folder, entry.name), { ...options, depth: depth + 1 }) : [entry];
  }
}

{
  using file = open(url);
  await using connection = connect();
}

export class Cache extends Map {
  static #count = 0;
  static instances = new Set();
  accessor size2 = 0;
  #limit;
  'quoted key' = 1;
  [Symbol.iterator]() {}
  static {
    Cache.#count ??= 1;
  }
  constructor(limit = 100) {
    super();
    this.#limit = limit;
  }
  get limit() { return this.#limit; }
  set limit(value) { this.#limit = value | 0; }
  static has(object) { return #limit in object; }
  async *entries() { yield* super.entries(); }
}
