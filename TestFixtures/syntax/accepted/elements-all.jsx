const whole = <a.b.c d e="f &amp; 'g'" h='"i"
j' k={l} m:n={<o/>} p-q=<r></r> {...s} t=<></>>
  text &nbsp; "quoted" {u} {/* nothing */} {} {...v}
  <w:x-y />
  <this.z></this.z>
  <a-b></a-b >
  {c && <d>{e}</d>} é
</a.b.c>;
const many = a ? <b/> : <></>, compared = a < b, regular = <a>{/b/}</a>
