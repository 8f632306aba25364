import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Parcel, Scan } from '@parcel/model';

import { readLines, readLinesNow } from '#files';

export class ParcelStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async find(number: string): Promise<Parcel | undefined> {
    const scans = await this.#scans(number);
    const last = scans.at(-1);
    return last && { number, status: last.status, scans };
  }

  async history(number: string): Promise<Scan[]> {
    return readLinesNow(this.#path(number)).map((line) => JSON.parse(line) as Scan);
  }

  async record(scan: Scan): Promise<void> {
    await appendFile(this.#path(scan.number), `${JSON.stringify(scan)}\n`);
  }

  async #scans(number: string): Promise<Scan[]> {
    const lines = await readLines(this.#path(number));
    return lines.map((line) => JSON.parse(line) as Scan);
  }

  #path(number: string): string {
    return join(this.#folder, number.slice(0, 2), `${number}.ndjson`);
  }
}
