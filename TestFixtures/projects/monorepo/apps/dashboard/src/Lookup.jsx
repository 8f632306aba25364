import { useState } from 'react';

import { fetchParcel } from './api.js';

export function Lookup() {
  const [parcel, setParcel] = useState(null);

  const onSubmit = async (event) => {
    event.preventDefault();
    setParcel(await fetchParcel(new FormData(event.target).get('number')));
  };

  return (
    <form onSubmit={onSubmit}>
      <input name="number" placeholder="Tracking number" />
      {parcel && <p>{parcel.status}</p>}
    </form>
  );
}
