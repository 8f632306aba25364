const { Router } = require('express');
const { rateLimit } = require('express-rate-limit');

const accounts = require('../controllers/accountController');

const router = Router();
const attempts = rateLimit({ windowMs: 15 * 60 * 1000, limit: 20 });

router.post('/register', attempts, accounts.register);
router.post('/login', attempts, accounts.login);

module.exports = router;
