const settings = require('../config');
const logger = require('../utils/logger');

/** Whether the mail was taken. An order stands without its mail, which the nightly run sends again. */
exports.sendOrderConfirmation = async (customer, order) => {
  try {
    const response = await fetch(settings.MAIL_ENDPOINT, {
      method: 'POST',
      signal: AbortSignal.timeout(5000),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.MAIL_API_KEY}` },
      body: JSON.stringify({
        to: customer.email,
        template: 'order-confirmation',
        values: { number: order.id, total: order.total_cents },
      }),
    });
    return response.ok;
  } catch (error) {
    logger.warn({ err: error, order: order.id }, 'the confirmation was not sent');
    return false;
  }
};
