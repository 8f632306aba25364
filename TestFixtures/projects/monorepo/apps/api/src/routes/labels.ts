import { isTrackingNumber } from '@parcel/model';
import { renderLabel } from '@parcel/storage/labels';
import { Router } from 'express';

export const labels: Router = Router();

labels.get('/:number.svg', async (request, response) => {
  const number = request.params.number;
  if (!isTrackingNumber(number)) {
    response.sendStatus(422);
    return;
  }
  response.type('svg').send(await renderLabel(number));
});
