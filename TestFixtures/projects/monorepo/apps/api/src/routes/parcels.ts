import { type Parcel, isTrackingNumber } from '@parcel/model';
import { ParcelStore } from '@parcel/storage';
import { Router } from 'express';

const store = new ParcelStore(process.env.PARCEL_FOLDER ?? '/var/lib/parcels');

export const parcels: Router = Router();

parcels.get('/:number', async (request, response) => {
  const { number } = request.params;
  if (!isTrackingNumber(number)) {
    response.status(422).json({ error: 'not a tracking number' });
    return;
  }
  const parcel: Parcel | undefined = await store.find(number);
  if (!parcel) {
    response.status(404).json({ error: 'unknown parcel' });
    return;
  }
  response.json(parcel);
});

parcels.get('/:number/history', async (request, response) => {
  const { number } = request.params;
  if (!isTrackingNumber(number)) {
    response.status(422).json({ error: 'not a tracking number' });
    return;
  }
  response.json(await store.history(number));
});
