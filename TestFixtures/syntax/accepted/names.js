// Names that are words elsewhere, escapes in names, and every space and line end.
var async = of, get = set, static_ = let_, yield_, await = 1, as, from, type, target, meta
let \u0061bc = \u{64}ef, ünïcode = 漢字, 𠮷 = $_, _$
a.if = b.class.function, { if: 1, class: 2, get get() {}, set set(a) {}, async async() {} }
async (a)
async
(b)
let
c
yield
d
