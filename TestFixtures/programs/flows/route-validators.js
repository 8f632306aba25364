// What express-validator and celebrate let through before the handler runs.
const app = require('express')()
const { query, param, check, validationResult } = require('express-validator')
const { celebrate, Joi } = require('celebrate')
const { exec } = require('child_process')
const stop = (req, res, next) => (validationResult(req).isEmpty() ? next() : res.status(400).end())
const rules = () => [query('sort-by').optional().trim().isIn(['count', 'total'])]
const checks = check(['kind', 'side']).isAlphanumeric()
app.get('/rules', rules(), stop, (req, res) => {
  const { ['sort-by']: by } = req.query
  exec('list ' + by) // flow: nothing
  exec('list ' + req.query.other) // flow: command from query
})
app.get('/:id', param('id').isInt(), stop, (req, res) => exec('show ' + req.params.id)) // flow: nothing
app.post('/', [checks], stop, (req, res) => exec('make ' + req.body.side)) // flow: nothing
app.get('/text', query('name').isString().trim(), stop, (req, res) => exec('find ' + req.query.name)) // flow: command from query
app.get('/not', query('name').not().isIn(['a']), stop, (req, res) => exec('find ' + req.query.name)) // flow: command from query
app.get('/part', query('id').isInt(), stop, (req, res) => exec('find ' + req.body.id)) // flow: command from body
app.post('/size', celebrate({ body: { size: Joi.number(), name: Joi.string() } }), (req, res) => {
  exec('cut ' + req.body.size) // flow: nothing
  exec('cut ' + req.body.name) // flow: command from body
})
const list = (req, res) => exec('list ' + req.query.order) // flow: command from query
app.get('/checked', query('order').isIn(['up', 'down']), stop, list)
app.get('/unchecked', list)
