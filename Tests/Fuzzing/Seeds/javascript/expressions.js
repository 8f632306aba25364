/(?<year>\d{4})-(?:0[1-9]|1[0-2])\k<year>(?=x)(?!y)(?<=z)(?<!w)[^\]a-z\u{61}]+?$/gimsuy

/[\p{L}--[a-z]&&\w]|\q{ab|c}/v

a ? b : c ? (d) : e => f, async (x, { y = 1, ...z }, [w = 2, , ...v]) => { await x }

`a${`b${c}d`}e` + tag`\u{61}\unicode${1}`

x ??= y ||= z &&= a?.b?.[c]?.(d) ** -e

({ get a() { return 1 }, set a(b) {}, async *c() {}, [d]: 1, 'e': 2, 3: 4, f, __proto__: null, ...g })

new (a.b(c)).d(...e), new.target, import.meta.url, import('x', { with: { type: 'json' } })

0b11 + 0o17 + 0xfF + 1_000n + .5e-3 + 017 + 089 + 1..toString()

for await (const [a] of b) for (let in c) for (var d = 0, e; d < e; d++) label: { continue label }

var \u0061b\u{63} = '\x41\u{1F600}\
\0\101', async = let => yield
<!-- html
--> html

#!/not/a/hashbang
