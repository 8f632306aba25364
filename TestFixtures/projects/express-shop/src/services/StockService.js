class StockService {
  constructor(db) {
    this.db = db;
  }

  async reserve(orderId, items) {
    try {
      await this.db.transaction(async (client) => {
        for (const item of items) {
          await client.query(
            'UPDATE stock SET reserved = reserved + $1 WHERE product_id = $2',
            [item.quantity, item.productId],
          );
        }
        await client.query("UPDATE orders SET status = 'reserved' WHERE id = $1", [orderId]);
      });
    } catch (err) {
      console.log('stock could not be reserved', orderId, err.message);
    }
  }
}

module.exports = StockService;
