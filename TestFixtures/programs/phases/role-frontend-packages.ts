// Files that start what runs in browsers, say so, or serve those alone.
// file: src/main.ts
import { platformBrowserDynamic } from '@angular/platform-browser-dynamic' // role: frontend
import { settings } from './settings'
import { AppModule } from './app.module'
platformBrowserDynamic([settings]).bootstrapModule(AppModule).catch((error) => console.log(error))
// file: src/settings.ts
export const settings = { title: 'Shop' } // role: frontend
// file: extensions/pixel.js
import { register } from '@shopify/web-pixels-extension' // role: frontend
register(({ analytics, browser }) => analytics.subscribe('page_viewed', () => browser.sendBeacon('/hit')))
// file: app/page.tsx
import { Copy } from './copy' // role: server
import { load } from './load'
export default async function Page() {
  return <Copy text={await load()} />
}
// file: app/load.ts
export const load = async () => 'text' // role: server
// file: app/copy.tsx
'use client' // role: frontend
import { write } from './write'
export function Copy({ text }) {
  return <button onClick={() => write(text)}>copy</button>
}
// file: app/write.ts
export const write = (text) => navigator.clipboard.writeText(text) // role: frontend
// file: package.json
{ "dependencies": { "next": "15.0.0", "react": "19.0.0", "@angular/core": "19.0.0", "express": "5.0.0" } }
