// Every declaration, modifier and expression of TypeScript once.
import type A from 'a';
import type * as B from 'b';
import type { C } from 'c';
import { type D, type E as F, type as as } from 'd'; export { type as } from 'd';
import g = require('g');
import type h = require('h');
import i = J.K.L;
export import m = require('m');
export type { A };
export type { B as C2 } from 'n';
export type * from 'o';
export type * as P from 'p';
export { type C, type D as default } from 'q';
export abstract class Q { }
export declare const r: number, s: string;

type Alias<in T, out U, in out V, W extends X = Y> = Z;
interface I<T> extends J, K.L<T> { }
declare interface M { }
declare type N = O;
enum P { a, b = 1, 'c' = 'd', ['e'] = `f`, ["g"] = a | b }
const enum R { }
declare enum S { }
declare const enum T { }
namespace U { }
namespace V.W.X { export namespace Y { } }
module Z { }
declare module 'quoted' { export default a; }
declare module 'short';
declare global { }
declare function f<T>(a: T): void;
declare class C3 { constructor(); a(): void; get b(): C; static d: E }
declare let u, v: W;
declare namespace AA { function f(); let a; const b: C; class D { } }

abstract class BB<T> extends CC<T> implements EE, FF.GG<HH> {
  a; b: C; d?: E; f!: G; readonly h = 1; static i: J; declare k: L; override m: N;
  public o; protected p; private q; public static readonly r = 1; private static override readonly s?: T;
  abstract t: U; abstract readonly v?: W; protected abstract x(): Y; abstract get z(): A; abstract set z(a);
  abstract accessor bb: C; accessor dd: E; declare public ff; static abstract2; declare; readonly; abstract1;
  constructor(a?: B, public c: D = 1, private readonly e?, override f2?, @g h2?, protected override readonly i2: J = k) { super() }
  l?(m): n; l?(m) { } override [p4](): q4 { } static override r4() { }
  get o2(): P { return q } set o2(r: S) { }
  async *t2<U>(this: V, { w }: X = y, [z]: A = b, ...c: D): E { }
  [f3: string]: G; static [h3: string]: I; readonly [j: number]: K
  @l2 @m2() n2: O; @p2 static q2() { } @r2 get s2() { return t }
  constructor(); public constructor(); #u?: V; readonly #w!: X;
}
class II<in out T> { declare static a; static { } }

<A>b; <const>c; d as E; f as const; g satisfies H; i!; j!.k!(); l! = m; (n as O) = p; (<Q>r).s = t; (u satisfies V) = w;
x<Y>; x<Y>(z); x?.<Y>(z); new x<Y>(z); new x<Y>; x<Y>`z`; (x<Y>).z; x < y > z; x<Y>?.();
(a: B): C => d; async (a?: B, ...c: D[]): Promise<E> => { }; <T>(a: T) => a; async <T>(a: T) => a; (a): a is B => c; a ? (b): C => d : e; a ? (b) : (c);
function this1(this: A, a?: B, { c }: D = e, ...[f]: G) { }
let definite!: A, tuple: [B] = [c], fn = function <T>(a: T): a is T { }, obj = { a<T>(b: T): T { }, get c(): D { }, set c(d: E) { }, async *e<F>() { } };
for (const a of <B>c) ; for (let d = <E>f; ;) ;
try { } catch (e: unknown) { }
label: for (const x of y as Z[]) continue label;
abstract
class
JJ { }
