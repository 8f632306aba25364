const EURO = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

function formatCents(cents) {
  return EURO.format(cents / 100);
}

module.exports = { formatCents };
