import { MongoClient } from 'mongodb';

let database;

export async function connect(url) {
  const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: 3000 });
  database = client.db('catalog');
}

export const books = () => database.collection('books');
