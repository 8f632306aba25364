import { pipeline } from 'node:stream/promises';

import S3 from 'aws-sdk/clients/s3.js';
import { render } from 'barcode-workbench';
import { Router } from 'express';

const s3 = new S3({ httpOptions: { timeout: 5000 } });

export const covers = Router();

covers.get('/:isbn', async (req, res) => {
  const cover = s3.getObject({ Bucket: process.env.COVER_BUCKET, Key: `${req.params.isbn}.jpg` });
  res.type('jpeg');
  await pipeline(cover.createReadStream(), res);
});

covers.get('/:isbn/barcode.svg', async (req, res) => {
  res.type('svg').send(await render(req.params.isbn));
});
