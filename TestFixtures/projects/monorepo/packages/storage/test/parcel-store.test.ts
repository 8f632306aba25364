import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { ParcelStore } from '../src/index.js';

test('a scan is recorded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcels-'));
  mkdirSync(join(folder, 'DE'));
  const store = new ParcelStore(folder);

  await store.record({ number: 'DE123456789', status: 'announced', at: '2026-01-05T08:00:00Z' });

  assert.match(readFileSync(join(folder, 'DE', 'DE123456789.ndjson'), 'utf8'), /announced/);
  assert.equal((await store.find('DE123456789'))?.status, 'announced');
});
