const fs = require('fs');
const path = require('path');

const { hash, verify } = require('../src/utils/passwords');

describe('passwords', () => {
  const samples = fs
    .readFileSync(path.join(__dirname, 'passwords.txt'), 'utf8')
    .split('\n')
    .filter(Boolean);

  test.each(samples)('%s is verified against its own hash', (password) => {
    expect(verify(password, hash(password))).toBe(true);
  });

  test('another password is refused', () => {
    expect(verify('something else entirely', hash(samples[0]))).toBe(false);
  });
});
