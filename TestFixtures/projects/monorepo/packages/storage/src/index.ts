export * from './parcel-store.js';
