#!/usr/bin/env node
'use client'
"use\x20strict"
var a, b = 1, { c = 2, ...d } = e, [f, , g = 3, ...[h]] = i;
let j; const k = 0;
;
{ debugger }
if (a) b; else if (c) { d } else e
outer: for (;;) { inner: for (var l = 0, m; l < m; l++) { if (l) continue outer; break inner } }
for (const n in o) ; for (p.q of r) ; for (let of of s) ; for (async of => {}; false;) ;
while (a) b
do a; while (b) c
switch (a) { case 1: case 2: b; break; default: { c } case 3: }
try { throw new Error('d') } catch { e } finally { f }
try { a } catch ({ message: [g = 1] }) { b }
return new.target
function n() { 'use strict'; return }
async function o(p, { q }, [r], s = 1, ...t) { for await (const u of v) await u }
function* w() { yield; yield a; yield* b; const c = yield }
async function* x() { yield await y }
