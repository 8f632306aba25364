import defer * as later from './later.js'
import source wasm from './wasm.wasm'
import whole, * as parts from 'whole'
import json from './data.json' with { type: 'json', 'quoted': "yes" }
import { default as a, 'a string' as b, c } from 'd'
import {} from 'e'
import 'f'
export * from 'g'
export * as h from 'i'
export * as 'string name' from 'j'
export { a as if, b as 'another string', c }
export const { d, e: [f] } = g
export function* k() {}
export class l {}
export default async function () {}

-a + +b - !c * ~d / typeof e % void f * delete g.h
i++, j--, ++k, --l
m < n, m > n, m <= n, m >= n, m == n, m != n, m === n, m !== n, m instanceof n, 'm' in n
o << p >> q >>> r & s | t ^ u
v && w || x, y ?? z
a = b += c -= d *= e /= f %= g **= h <<= i >>= j >>>= k &= l |= m ^= n &&= o ||= p ??= q
a ? b : c ? d : e
(a?.b?.[c]?.(d).e[f](...g))`h`, (a?.b).c
new A, new A.B(c), new (a())(), new a.b`c`(), new (class {})
import('a'), import('b', { with: { type: 'json' } }), import.defer('c'), import.source('d'), import.meta.url
await a, (await b)()
0, 1.5, .5e-3, 5., 0xFF, 0b1, 0o7, 1_000, 10n, 0xfn
'single', "double \"\x41\u0042\u{43}\
continued", `plain`, `a${b}c${`d${e}`}f`, tag`\unicode ${g} and \u{110000}`;
/a[/]b\/c/gi, /=/, /(?<name>.)\k<name>/u;
[, a, , ...b, ,], { a, b: c, 'd': e, 1: f, 2n: g, [h]: i, ...j, k() {}, get l() { return 1 }, set l(m) {}, async n() {}, *o() {}, async *p() {}, get: 1, set: 2, async: 3, get() {}, set() {}, __proto__: q };
({ a, b = 1, c: { d = 2 }, ...e } = [f, g = 3, , ...h.i] = j);
(a, b), (c) => d, async e => f, async (g, { h }, [i] = [], ...j) => { return g }, async () => ({}), (k = (l)) => (m, n)
function r() {} (class A extends (B, C) {}), (function g() { return this }), (async function* () {})
class Shop extends Base {
  static #count = 0
  #secret
  'quoted' = 1; 3 = 4; [computed] = 5
  static { this.#count = Shop.#count + 1 }
  constructor(a) { super(a); super.b = super['c'] }
  get #value() { return #secret in this } set #value(d) {}
  static async *#generate() {}
  static; get; set; async
  static static = 1
  accessor field = null; static accessor [other]
  async() {} get() {} static() {} 'constructor2'() {}
}
@decorate @a.b.c @call(1, ...2) @(any, expression)
class Decorated { @one two; @three() @four five() {} @six static accessor seven }
@early export class Early {}
