const { Router } = require('express');

const accounts = require('../controllers/accountController');
const asyncHandler = require('../middleware/asyncHandler');

const router = Router();

router.post('/register', asyncHandler(accounts.register));
router.post('/login', asyncHandler(accounts.login));

module.exports = router;
