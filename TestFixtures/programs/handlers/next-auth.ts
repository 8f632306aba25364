// What NextAuth calls while somebody signs in, and with each look at the session.
// file: package.json
{ "name": "lodge", "dependencies": { "next": "^14.2.0", "next-auth": "^4.24.0", "react": "^18.3.0", "bcrypt": "^5.1.0" } }
// file: lib/options.ts
import Credentials from "next-auth/providers/credentials";
import { compareSync } from "bcrypt";
import { readFileSync } from "node:fs";
export const options = {
  providers: [
    Credentials({
      name: "lodge",
      credentials: { word: {} },
      async authorize(given) { // handler: sign-in through NextAuth
        return compareSync(given.word, "x") ? { id: "1" } : null; // reached: sign-in through NextAuth
      },
    }),
  ],
  callbacks: {
    async session({ session }) { // handler: the session callback of NextAuth
      session.note = readFileSync("note"); // reached: the session callback of NextAuth
      return session;
    },
  },
};
// file: pages/api/auth/[...nextauth].ts
import NextAuth from "next-auth";
import { options } from "../../../lib/options";
export default NextAuth(options);
