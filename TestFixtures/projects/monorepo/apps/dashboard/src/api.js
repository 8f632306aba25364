const hosts = {
  development: 'http://localhost:3000',
  production: 'https://api.parcel-tracking.internal',
};

export const base = hosts[import.meta.env.MODE];

export async function fetchParcel(number) {
  try {
    const response = await fetch(`${base}/parcels/${encodeURIComponent(number)}`);
    return response.ok ? await response.json() : null;
  } catch (error) {
    console.warn(error);
    return null;
  }
}
