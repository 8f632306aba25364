import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib, { gzipSync } from 'node:zlib';

const gunzip = promisify(zlib.gunzip);

export async function readArchive(file) {
  return JSON.parse((await gunzip(await readFile(file))).toString('utf8'));
}

export function pack(measurements) {
  return gzipSync(JSON.stringify(measurements));
}
