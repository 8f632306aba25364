const { z } = require('zod');

const db = require('../db');
const InvoiceService = require('../services/InvoiceService');
const StockService = require('../services/StockService');
const mail = require('../services/mail');
const { NotFound } = require('../utils/failures');

const invoices = new InvoiceService({ locale: 'en' });
const stock = new StockService(db);

const ORDER_COLUMNS = 'id, customer_id, status, total_cents, created_at';

const NewOrder = z.object({
  items: z
    .array(z.object({ productId: z.number().int(), quantity: z.number().int().min(1).max(100) }))
    .min(1)
    .max(100),
});
const OrderID = z.coerce.number().int().positive();

exports.list = async (req, res) => {
  const { rows } = await db.query(
    `SELECT ${ORDER_COLUMNS} FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 50`,
    [req.customer.id],
  );
  res.json({ orders: rows });
};

exports.show = async (req, res) => {
  res.json(await findOrder(req));
};

exports.create = async (req, res) => {
  const { items } = NewOrder.parse(req.body);
  const order = await stock.order(req.customer.id, items);
  const isMailed = await mail.sendOrderConfirmation(req.customer, order);
  res.status(201).json({ ...order, isMailed });
};

exports.invoice = async (req, res) => {
  const order = await findOrder(req);
  res.type('html').send(await invoices.render(order, req.customer));
};

async function findOrder(req) {
  const { rows } = await db.query(
    `SELECT ${ORDER_COLUMNS} FROM orders WHERE id = $1 AND customer_id = $2`,
    [OrderID.parse(req.params.id), req.customer.id],
  );
  if (rows.length === 0) {
    throw new NotFound('order');
  }
  return rows[0];
}
