import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

process.env.DATA_FOLDER = mkdtempSync(join(tmpdir(), 'stations-'));
process.env.STATION_TOKEN = 'only-for-this-test';

const { createApp } = await import('../src/app.js');

test('a station that was put is found', async () => {
  const app = await createApp();
  const headers = { 'x-station-token': 'only-for-this-test' };
  const payload = { id: 'north-pier', name: 'North pier', altitude: 4 };

  const put = await app.inject({ method: 'PUT', url: '/v3/stations/north-pier', headers, payload });
  assert.equal(put.statusCode, 204);

  const found = await app.inject('/v3/stations/north-pier');
  assert.deepEqual(found.json(), payload);
  await app.close();
});
