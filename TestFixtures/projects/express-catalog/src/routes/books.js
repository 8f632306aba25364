import { Router } from 'express';
import _ from 'lodash';
import { toSheet } from 'sheet-export-suite';
import { slug } from 'slug-forge';

import * as database from '../lib/database.js';

export const books = Router();

books.get('/', async (req, res) => {
  res.json(await database.books().find().sort({ title: 1 }).limit(100).toArray());
});

books.get('/export.xlsx', async (req, res) => {
  const rows = await database.books().find().limit(5000).toArray();
  res.type('xlsx').send(await toSheet(rows.map((row) => _.pick(row, ['isbn', 'title', 'shelf']))));
});

books.get('/:isbn', async (req, res) => {
  const book = await database.books().findOne({ isbn: String(req.params.isbn) });
  if (!book) {
    return res.status(404).json({ error: 'unknown book' });
  }
  res.json({ ...book, slug: slug(book.title) });
});

books.post('/', async (req, res) => {
  const book = _.pick(req.body, ['isbn', 'title', 'shelf']);
  await database.books().insertOne(book);
  res.status(201).json(book);
});
