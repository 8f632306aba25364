const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { describe, it } = require('node:test');

const { hash, verify } = require('../src/utils/passwords');

const samples = fs.readFileSync(path.join(__dirname, 'passwords.txt'), 'utf8').split('\n').filter(Boolean);

describe('passwords', () => {
  for (const password of samples) {
    it(`verifies ${password} against its own hash`, async () => {
      assert.equal(await verify(password, await hash(password)), true);
    });
  }

  it('refuses another password', async () => {
    assert.equal(await verify('something else entirely', await hash(samples[0])), false);
  });
});
