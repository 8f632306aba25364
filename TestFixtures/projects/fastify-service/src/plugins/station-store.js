import { existsSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fp from 'fastify-plugin';

class StationStore {
  #file;
  #stations;

  constructor(file, stations) {
    this.#file = file;
    this.#stations = new Map(stations.map((station) => [station.id, station]));
  }

  get(id) {
    return this.#stations.get(id);
  }

  all() {
    return [...this.#stations.values()];
  }

  async save(station) {
    this.#stations.set(station.id, station);
    await writeFile(this.#file, JSON.stringify(this.all()));
  }
}

export default fp(
  async function stationStore(fastify) {
    const folder = process.env.DATA_FOLDER ?? 'data';
    // While the server starts: nobody waits yet.
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
    }
    const file = join(folder, 'stations.json');
    const text = await readFile(file, 'utf8').catch((error) => {
      if (error.code === 'ENOENT') return '[]';
      throw error;
    });
    fastify.decorate('stations', new StationStore(file, JSON.parse(text)));
  },
  { name: 'station-store' },
);
