const jwt = require('jsonwebtoken');
const { z } = require('zod');

const db = require('../db');
const settings = require('../config');
const passwords = require('../utils/passwords');

const Registration = z.object({
  email: z.string().email().toLowerCase(),
  name: z.string().min(1).max(200),
  password: z.string().min(12).max(200),
});
const Login = Registration.pick({ email: true, password: true });

exports.register = async (req, res) => {
  const { email, name, password } = Registration.parse(req.body);
  const { rows } = await db.query(
    'INSERT INTO customers (email, name, password) VALUES ($1, $2, $3) RETURNING id, email, name',
    [email, name, await passwords.hash(password)],
  );
  res.status(201).json(rows[0]);
};

exports.login = async (req, res) => {
  const { email, password } = Login.parse(req.body);
  const { rows } = await db.query('SELECT id, name, password FROM customers WHERE email = $1', [email]);
  const customer = rows[0];
  if (!customer || !(await passwords.verify(password, customer.password))) {
    return res.status(401).json({ error: 'wrong e-mail address or password' });
  }
  const token = jwt.sign({ sub: customer.id, name: customer.name }, settings.JWT_SECRET, {
    algorithm: 'HS256',
    expiresIn: '8h',
  });
  res.json({ token });
};
