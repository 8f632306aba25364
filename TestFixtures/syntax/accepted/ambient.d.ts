export const version: string, build: number;
export function get(url: string, options?: Options): Promise<Answer>;
export function get(url: string, callback: (answer: Answer) => void): void;
export class Client {
  constructor(options?: Options);
  readonly open: boolean;
  static create(): Client;
}
declare namespace Internal {
  let counter: number;
  export { counter as count };
}
declare module "*.svg";
