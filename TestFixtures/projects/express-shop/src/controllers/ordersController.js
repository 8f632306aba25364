const db = require('../db');
const InvoiceService = require('../services/InvoiceService');
const StockService = require('../services/StockService');
const mail = require('../services/mail');

const invoices = new InvoiceService({ locale: 'en' });
const stock = new StockService(db);

const ORDER_COLUMNS = 'id, customer_id, status, total_cents, created_at';

exports.list = async (req, res) => {
  const { rows } = await db.query(
    `SELECT ${ORDER_COLUMNS} FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 50`,
    [req.customer.id],
  );
  res.json({ orders: rows });
};

exports.show = async (req, res) => {
  const order = await findOrder(req.params.id, req.customer.id);
  if (!order) {
    return res.status(404).json({ error: 'order not found' });
  }
  res.json(order);
};

exports.create = async (req, res) => {
  const { items } = req.body;
  if (!Array.isArray(items) || items.length === 0) {
    return res.status(422).json({ error: 'an order needs at least one item' });
  }

  const total = items.reduce((sum, item) => sum + item.priceCents * item.quantity, 0);
  const { rows } = await db.query(
    `INSERT INTO orders (customer_id, status, total_cents) VALUES ($1, 'open', $2) RETURNING ${ORDER_COLUMNS}`,
    [req.customer.id, total],
  );

  await stock.reserve(rows[0].id, items);
  await mail.sendOrderConfirmation(req.customer, rows[0]);
  res.status(201).json(rows[0]);
};

exports.invoice = async (req, res) => {
  const order = await findOrder(req.params.id, req.customer.id);
  if (!order) {
    return res.status(404).json({ error: 'order not found' });
  }
  res.type('html').send(await invoices.render(order, req.customer));
};

async function findOrder(id, customerId) {
  const { rows } = await db.query(
    `SELECT ${ORDER_COLUMNS} FROM orders WHERE id = $1 AND customer_id = $2`,
    [id, customerId],
  );
  return rows[0];
}
