<!-- an HTML-like comment
var octal = 0755 + '\0\1\377', nine = 09.5;
if (octal) function first() {} else function second() {}
outer: function labelled() { return /[\c]\8{a}/ }
for (var key = 'x' in object) ;
--> and another one
object = { __proto__: null, get: 1, set: 2, async: 3, static: 4, await: 5 };
try { let yield_ = await + yield; } catch (e) { var e; }
with (object) { key: for (;;) break key; }
return module.exports;
