// Data of Next.js pages: made for a visit, or anew while the server runs.
// file: package.json
{ "name": "web", "private": true, "dependencies": { "next": "12.0.0", "react": "18.0.0", "react-dom": "18.0.0" } }
// file: pages/_document.js
import Document from 'next/document'
export default class Page extends Document {
  static async getInitialProps(context) { return { css: '' } } // handler: the page /_document
  render() { return null }
}
// file: pages/list.js
function List() { return null }
List.getInitialProps = async context => ({ items: [] }) // handler: the page /list
export default List
// file: pages/prices.ts
export async function getStaticProps() { return { props: { prices: [] }, revalidate: 60 } } // handler: the page /prices
export default function Prices() { return null }
// file: pages/about.ts
export async function getStaticProps() { return { props: { text: '' } } } // phase: none
export default function About() { return null }
