export interface NewDocument {
  title: string;
  office: string;
  text: string;
}

export interface StoredDocument extends NewDocument {
  id: string;
  createdAt: string;
}

export enum Office {
  Land = 'land-registry',
  Trade = 'trade-register',
}
