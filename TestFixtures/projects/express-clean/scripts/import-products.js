#!/usr/bin/env node
const fs = require('node:fs');

const db = require('../src/db');

async function main(file) {
  const products = JSON.parse(fs.readFileSync(file, 'utf8'));
  await db.query(
    `UPDATE products SET price_cents = given.cents
       FROM unnest($1::text[], $2::int[]) AS given(sku, cents) WHERE products.sku = given.sku`,
    [products.map((product) => product.sku), products.map((product) => product.priceCents)],
  );
  await db.close();
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
