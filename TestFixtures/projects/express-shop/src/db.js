const { Pool } = require('pg');

const config = require('./config');

const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  host: config.database.host,
  user: config.database.user,
  database: config.database.name,
  max: 10,
  connectionTimeoutMillis: 3000,
  statement_timeout: 10000,
});

pool.connect()
  .then((client) => client.release())
  .catch((err) => console.log('database is not reachable', err.message));

module.exports = {
  query: (text, values) => pool.query(text, values),

  async transaction(work) {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (err) {
      await client.query('ROLLBACK');
      throw err;
    } finally {
      client.release();
    }
  },
};
