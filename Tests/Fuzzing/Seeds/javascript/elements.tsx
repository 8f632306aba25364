const a = <A.B c:d-e="f&amp;" {...g} h={i} j=<k/>>text {/* c */} {...l} <></> &nbsp; {m => <n>{o}</n>}</A.B>

const b = <T extends U,>(x: T) => <Generic<T> y={x!} />
