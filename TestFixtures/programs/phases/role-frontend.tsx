// Files that draw in a browser.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "express": "4", "react": "18" } }
// file: web/button.tsx
'use client' // role: frontend
export const Button = () => <button>Go</button>
// file: web/page.jsx
export const Page = () => <main>Hello</main> // role: frontend
// file: web/track.js
window.track = () => document.title // role: frontend
// file: server.js
const express = require('express') // role: server
express().get('/', (req, res) => res.end())
// file: app/store.ts
import { load } from './load' // role: frontend
import type { Page } from '../web/page'
export class Store {
  pages = load()
}
// file: app/load.ts
import { Store } from './store' // role: frontend
import { limit } from '../shared/limit'
export const load = () => [limit, Store.name]
// file: app/main.ts
import { createRoot } from 'react-dom/client' // role: frontend
import { Store } from './store'
createRoot(new Store())
// file: shared/limit.ts
export const limit = 5 // role: shared
// file: scripts/import.ts
import { limit } from '../shared/limit' // role: script
console.log(limit)
