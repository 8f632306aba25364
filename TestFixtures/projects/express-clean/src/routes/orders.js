const { Router } = require('express');

const orders = require('../controllers/ordersController');
const { authenticate } = require('../middleware/authenticate');

const router = Router();

router.use(authenticate);
router.get('/', orders.list);
router.post('/', orders.create);
router.get('/:id', orders.show);
router.get('/:id/invoice', orders.invoice);

module.exports = router;
