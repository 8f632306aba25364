const { Router } = require('express');

const router = Router();

router.use('/orders', require('./orders'));
router.use('/account', require('./account'));

module.exports = router;
