// Every type, member and modifier once.
let keywords: [any, bigint, boolean, intrinsic, never, null, number, object, string, symbol, undefined, unknown, void];
type Upper<S extends string> = intrinsic;
let literals: 'a' | "b" | 1 | -1 | 1n | -1n | true | false | `c` | `d${e}f`;
let references: A | A.B.C | A<B> | A.B<C, D<E>>;
let operators: keyof A & unique symbol & readonly B[];
let arrays: A[] | A[][] | [] | [A, B?] | [a: A, b?: B, ...c: C[]] | [...A, ...B[]] | readonly [A];
let grouped: (A | B)[] | ((a: B) => C)[];
let leading: | A | B, both: & A & B;
let functions: () => void | ((a, b?: C, ...d: E[]) => F) | (<T, const U>({ a }: T, [b]: U) => this);
let constructors: new () => A | (new <T>(a: T) => T) | (abstract new () => A);
let queries: typeof a | typeof a.b.c | typeof a<B> | typeof this.a | typeof import('b') | import('c') | import('d').E.F<G> | import('h', { with: { i: 'j' } });
let indexed: A['b'][number][];
let conditional: A extends B ? C : D extends infer E ? E : D extends (infer F extends G)[] ? F : never;
let mapped: { [K in A]: B } | { readonly [K in A]?: B } | { +readonly [K in A]+?: B } | { -readonly [K in A as `b${K}`]-?: C } | { [K in A] };
let literal: { a; b: C; d?: E; readonly f: G; h(): I; j?<K>(l: K): M; new (n: O): P; (q: R): S; <T>(u): V; [w: string]: X; readonly [y: number]: Z; get a(): B; set a(c); 'd': E; 1: F; [g]: H; [i](): J };
function predicates(a: A): a is B;
function predicates(this: A, a): asserts a;
function predicates(a?): asserts a is B;
function predicates(): this is A;
function predicates(...a: any[]): asserts this { }
