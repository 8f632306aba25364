import fs = require("node:fs");
import type { Request, Response as Answer } from "express";
import { type Router, handler } from "./router.js";
import Alias = Shop.Orders;

type
type = 1
declare
declare

abstract class Store<T extends object = {}> extends Base<T> implements Readable<T>, Closable {
  static #instances = 0;
  declare readonly name: string;
  protected abstract load(id: string): Promise<T>;
  [key: string]: unknown;
  accessor limit!: number;

  constructor(private readonly connection: Connection, public override size?: number) {
    super();
  }

  find(id: string): T;
  find(id: number): T;
  find(id: string | number): T {
    return this.cache[id]!;
  }
}

export enum Level { Low, High = 1 << 4, "very high" = High | Low }
export const enum Flag { On = 1 }

namespace Shop.Orders {
  export const open = 1;
  export import Level = Levels.Level;
}

declare global {
  interface Window { shop: typeof Shop }
}

declare module "legacy" {
  function legacy(callback: (error?: Error) => void): void;
  export = legacy;
}

export default interface Options { verbose?: boolean }
export as namespace ShopAPI;
