const express = require('express');

const orders = require('../controllers/ordersController');
const authenticate = require('../middleware/authenticate');
const asyncHandler = require('../middleware/asyncHandler');

const router = express.Router();

router.use(authenticate);

router.get('/', asyncHandler(orders.list));
router.post('/', asyncHandler(orders.create));
router.get('/:id', asyncHandler(orders.show));
router.get('/:id/invoice', asyncHandler(orders.invoice));

module.exports = router;
