a = b ? c : d ? e : f;
a ||= b &&= c ??= d;
a = (b ?? c) || d && e | f ^ g & h == i < j << k + l * m ** n ** o;
a = (-b) ** 0 === 1 ? typeof void delete !~+-b : (c, d);
++a, b--, --c.d[e], f.g++;
a?.b?.[c]?.(d)?.e.i;
j`f${g}h`.k;
new a.b(c).d, new e, new (f())(), new new g()();
x = a / b / c, y = /[/]\/(?<n>x)/dgs.test(z) / 2;
({ a, b: [c, { d = 1 }] = [], ...e.f } = g);
p = async (q) => await q, r = async s => s, t = async(u, ...v), w = (x, y = 1) => ({ x, y });
1_000n + 0x1F + 0b11 + 0o17 + .5e-3 + 017;
if (a) function f() {} else ;
label: for (var k = 0 in o) { if (k) break label; }
with (a) b;
let = yield + async + of + get + set + static + await;
