// Server components of pages that say that they are made for each request, async or not.
// file: package.json
{ "name": "web", "private": true, "dependencies": { "next": "15.0.0", "react": "19.0.0", "react-dom": "19.0.0" } }
// file: app/page.tsx
export const dynamic = 'force-dynamic'
export default function Page() { // handler: the page /
  return <p>now</p>
}
// file: app/about/page.tsx
export default function About() {
  return <p>us</p>
}
// file: app/cart/page.tsx
import { cookies } from 'next/headers'
export default function Cart() { // handler: the page /cart
  return <p>{cookies().get('cart')?.value}</p>
}
// file: app/news/page.tsx
export const revalidate = 0
export default function News() { // handler: the page /news
  return <p>news</p>
}
