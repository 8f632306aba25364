import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'data/stations.json';

copyFileSync(file, `${file}.before`);
const stations = JSON.parse(readFileSync(file, 'utf8'));
writeFileSync(file, JSON.stringify(stations.map((station) => ({ altitude: 0, ...station }))));
