class A extends (B, C) { static #p = 1; #q() { return #p in this } static { this.#p++ } accessor x = 1; get [y]() {} static async *z() {} constructor() { super(); super.m?.() } }

@dec() @a.b export default class { @x y; @(z) static w() {} }

export { a as 'b c', default as d } from './e' with { type: 'json' }
export * as ns from 'f'
import defer * as g from 'h'
import source i from 'j'
import k, { l as m, type } from 'n'

switch (a) { case 1: let b; default: if (c) d; else if (e) f; else { g } }

try { throw a } catch ({ b }) { debugger } finally { with (c) d }

function* f(a = yield, ...b) { 'use strict'; return yield* a }
