const jwt = require('jsonwebtoken');

const db = require('../db');
const passwords = require('../utils/passwords');
const { secret } = require('../middleware/authenticate');

exports.register = async (req, res) => {
  const { email, password, name } = req.body;
  if (!email || !password || password.length < 12) {
    return res.status(422).json({ error: 'an e-mail address and a password of 12 characters are needed' });
  }
  const { rows } = await db.query(
    'INSERT INTO customers (email, name, password) VALUES ($1, $2, $3) RETURNING id, email, name',
    [email.toLowerCase(), name, passwords.hash(password)],
  );
  res.status(201).json(rows[0]);
};

exports.login = async (req, res) => {
  const { email, password } = req.body;
  const { rows } = await db.query('SELECT id, name, password FROM customers WHERE email = $1', [
    String(email).toLowerCase(),
  ]);
  const customer = rows[0];
  if (!customer || !passwords.verify(String(password), customer.password)) {
    return res.status(401).json({ error: 'wrong e-mail address or password' });
  }
  const token = jwt.sign({ sub: customer.id, name: customer.name }, secret, { expiresIn: '8h' });
  res.json({ token });
};
