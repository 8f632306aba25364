// Types where one token decides between two readings.
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type First<T> = T extends [infer H extends string, ...unknown[]] ? H : never;
type Nested<T> = T extends (infer U extends number ? "u" : "n") ? T : never;
type Path<T, K = keyof T> = K extends keyof T & string ? `${K}` | `${K}.${Path<T[K]> & string}` : never;

type Mutable<T> = { -readonly [K in keyof T]-?: T[K] };
type Getters<T> = { readonly [K in keyof T as `get${Capitalize<string & K>}`]: () => T[K] };
type Range = -1 | 0 | 1n | "a" | `b` | null | undefined | true;
type Route = [method: "GET" | "POST", path?: string, ...handlers: Array<Handler<Request>>];

type Handler<in R, out S = void> =
  | ((request: R, next: () => S) => asserts request is NonNullable<R>)
  | (new (...args: any[]) => S)
  | (abstract new <T>(this: Window, { a, b: [c] }: T) => T);

interface Shape extends Base.Thing<Map<string, Set<number>>>, Other {
  (a: string): void;
  new <T>(b: T): T;
  readonly [key: `data-${string}`]: unknown;
  get area(): number;
  set area(value);
  readonly?: boolean;
  get: string;
  new?: () => this;
  method?<const T extends readonly unknown[]>(items: T): this is { items: T };
}

declare const token: unique symbol;
declare let copy: typeof import("./shop", { with: { "resolution-mode": "import" } }).default<string>;

let a = <Shape>other, b = first < second, c = first<second>(third), d = create<Map<string, Array<number>>>;
const identity = async <T,>(value: T): Promise<T> => value as T satisfies unknown;
for (let i = 0; i < copy.length; i++) if (i << 1 > 2) break;
