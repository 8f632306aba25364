abstract class A<in out T extends B = C, const U> extends D<T> implements E, F<G> { private readonly a?: string; protected abstract b(): void; declare c!: number; constructor(public x = 1, private override y?: H) { super() } [key: string]: any; static accessor z: I }

type A<T> = T extends (infer U extends string)[] ? { readonly [K in keyof T as `a${K}`]-?: T[K] } : [a?: B, ...c: D[]] | typeof import('x', { with: {} }).y<Z> & unique symbol

declare module 'a' { export = b; export as namespace c; import d = require('e'); import f = g.h; global { var i: J } }

function f<T>(this: A, x?: B): asserts x is C; function f(a: unknown): a is D { return <E>a as F satisfies G! }

const enum A { b = 1, 'c', [`d`] = b << 2 } namespace A.B.C { } interface D extends E<F>, G { new <T>(a: T): U; (b): c; get d(): e; set d(f); readonly g?: h; i?<J>(k): l }

let x = f<A<B>>(c)<d>`e`; let y = a < b > (c); const z = <T,>(a: T): a is T => a; let w: abstract new () => void, v: asserts x, u: -1 | 1n | `a${b}`

export type { A } from 'b'; import { type C as D } from 'e'; export import f = g; export default interface H { }
