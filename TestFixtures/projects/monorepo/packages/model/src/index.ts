export type Status = 'announced' | 'in-transit' | 'delivered';

export interface Scan {
  readonly number: string;
  readonly status: Status;
  readonly at: string;
}

export interface Parcel {
  readonly number: string;
  readonly status: Status;
  readonly scans: readonly Scan[];
}

export const isTrackingNumber = (text: string): boolean => /^[A-Z]{2}\d{9}$/.test(text);

export function parseScan(text: string): Scan {
  const [number, status, at] = text.trim().split(';');
  if (!number || !status || !at || !isTrackingNumber(number)) {
    throw new TypeError(`not a scan: ${text}`);
  }
  return { number, status: status as Status, at } satisfies Scan;
}
