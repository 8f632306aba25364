import assert from 'node:assert/strict';
import { test } from 'node:test';

import request from 'supertest';

import { app } from '../src/app.js';

test('an unknown path is not found', async () => {
  const response = await request(app).get('/shelves');
  assert.equal(response.status, 404);
});
