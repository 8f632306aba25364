const { loadTemplate } = require('../utils/templates');
const { formatCents } = require('../utils/money');

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

class InvoiceService {
  constructor({ locale }) {
    this.locale = locale;
    this.footer = loadTemplate('invoice/footer', locale);
  }

  async render(order, customer) {
    const body = this.fill('invoice/body', {
      number: `HG-${order.id}`,
      customer: customer.name,
      date: order.created_at.toISOString().slice(0, 10),
      total: formatCents(order.total_cents),
    });
    return body + this.footer;
  }

  fill(name, values) {
    const template = loadTemplate(name, this.locale);
    return template.replace(PLACEHOLDER, (_, key) => escapeHtml(values[key]));
  }
}

function escapeHtml(text) {
  return String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

module.exports = InvoiceService;
