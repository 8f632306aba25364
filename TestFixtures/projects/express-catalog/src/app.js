import express from 'express';

import { books } from './routes/books.js';
import { covers } from './routes/covers.js';

export const app = express();

app.use(express.json({ limit: '100kb' }));
app.use('/books', books);
app.use('/covers', covers);
