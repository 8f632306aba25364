const { loadTemplate } = require('../utils/templates');
const { formatCents } = require('../utils/money');

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

class InvoiceService {
  constructor({ locale }) {
    this.body = loadTemplate('invoice/body', locale);
    this.footer = loadTemplate('invoice/footer', locale);
  }

  async render(order, customer) {
    const body = fill(this.body, {
      number: `MB-${order.id}`,
      customer: customer.name,
      date: order.created_at.toISOString().slice(0, 10),
      total: formatCents(order.total_cents),
    });
    return body + this.footer;
  }
}

function fill(template, values) {
  return template.replace(PLACEHOLDER, (_, key) => escapeHtml(values[key]));
}

function escapeHtml(text) {
  return String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

module.exports = InvoiceService;
