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
