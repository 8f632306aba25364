import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const folder = process.env.LABEL_FOLDER ?? '/usr/share/parcel/labels';
const frame = readFileSync(`${folder}/frame.svg`, 'utf8');

export async function renderLabel(number: string): Promise<string> {
  const country = await readFile(`${folder}/${number.slice(0, 2)}.svg`, 'utf8');
  return frame.replace('<!-- country -->', country).replace('<!-- number -->', number);
}
