// Polka: what is mounted without a leading slash has one all the same.
const polka = require('polka')
const users = polka().get('/:id', (req, res) => res.end()) // handler: GET /users/:id
polka().use('users', users).listen(3000)
