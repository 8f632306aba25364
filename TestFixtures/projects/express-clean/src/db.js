const { Pool } = require('pg');

const settings = require('./config');
const logger = require('./utils/logger');

const pool = new Pool({
  connectionString: settings.DATABASE_URL,
  max: 10,
  connectionTimeoutMillis: 3000,
  statement_timeout: 10_000,
  ssl: process.env.NODE_ENV === 'production',
});

pool.on('error', (error) => logger.error({ err: error }, 'an idle database connection failed'));

async function transaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

module.exports = {
  query: (text, values) => pool.query(text, values),
  ping: () => pool.query('SELECT 1'),
  close: () => pool.end(),
  transaction,
};
