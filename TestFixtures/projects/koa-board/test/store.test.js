import { readFileSync, rmSync } from 'node:fs';

import { afterAll, expect, test } from 'bun:test';

import { addBoard, boards, openStore } from '../src/store/notes.js';

const file = `/tmp/pinboard-${process.pid}.json`;

afterAll(() => rmSync(file, { force: true }));

test('a board is kept', async () => {
  await openStore(file);
  await addBoard('Groceries');
  expect(boards().map((board) => board.name)).toEqual(['Groceries']);
  expect(readFileSync(file, 'utf8')).toContain('Groceries');
});
