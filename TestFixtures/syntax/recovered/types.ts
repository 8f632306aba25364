type A = { a: ; b: string; c(: number): void; d: () => };
interface B extends { e: f }
type C = [g, ;
enum D { h = , i }
function after(j: <k>): void {}
let l: m<n> = o as;
const p = q<r>(s);
