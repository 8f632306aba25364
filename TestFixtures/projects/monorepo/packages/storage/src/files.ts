import * as fs from 'node:fs';

const split = (text: string): string[] => text.split('\n').filter((line) => line !== '');

export async function readLines(file: string): Promise<string[]> {
  return split(await fs.promises.readFile(file, 'utf8'));
}

/** For command-line use. */
export function readLinesNow(file: string): string[] {
  return split(fs.readFileSync(file, 'utf8'));
}
