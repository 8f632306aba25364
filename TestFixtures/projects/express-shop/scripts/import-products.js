#!/usr/bin/env node
require('dotenv').config();

const fs = require('fs');

const db = require('../src/db');

async function main(file) {
  const products = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const product of products) {
    await db.query('UPDATE products SET price_cents = $1 WHERE sku = $2', [product.priceCents, product.sku]);
  }
  fs.writeFileSync(`${file}.done`, new Date().toISOString());
}

main(process.argv[2]).then(
  () => process.exit(0),
  (err) => {
    console.error(err);
    process.exit(1);
  },
);
