const { Conflict } = require('../utils/failures');

class StockService {
  constructor(db) {
    this.db = db;
  }

  /** Reserves the items and writes the order, or does neither. */
  async order(customerId, items) {
    return this.db.transaction(async (client) => {
      const { rows: reserved } = await client.query(
        `UPDATE stock SET reserved = reserved + wanted.quantity
           FROM unnest($1::int[], $2::int[]) AS wanted(product_id, quantity)
          WHERE stock.product_id = wanted.product_id AND stock.available - stock.reserved >= wanted.quantity
          RETURNING stock.product_id, stock.price_cents * wanted.quantity AS cents`,
        [items.map((item) => item.productId), items.map((item) => item.quantity)],
      );
      if (reserved.length < items.length) {
        throw new Conflict('not enough in stock');
      }
      const total = reserved.reduce((sum, row) => sum + row.cents, 0);
      const { rows } = await client.query(
        `INSERT INTO orders (customer_id, status, total_cents) VALUES ($1, 'reserved', $2)
         RETURNING id, customer_id, status, total_cents, created_at`,
        [customerId, total],
      );
      return rows[0];
    });
  }
}

module.exports = StockService;
