// What a wrapper gives back is what Next.js calls: its body runs on requests as the handler does.
// file: package.json
{ "name": "pages", "dependencies": { "next": "^14.2.0", "react": "^18.3.0" } }
// file: lib/signed.js
import fs from "fs";
export const signed = (handler) => {
  fs.readFileSync("when-the-module-loads"); // reached: no request
  return async (req, res) => {
    const key = fs.readFileSync("key.pem"); // reached: ALL /api/notes
    return key ? handler(req, res) : res.status(401).end();
  };
};
// file: pages/api/notes.js
import { signed } from "../../lib/signed";
export default signed(
  async function notes(req, res) { // handler: ALL /api/notes
    res.json([]);
  },
);
