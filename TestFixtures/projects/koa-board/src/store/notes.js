import { readFile, rename, writeFile } from 'node:fs/promises';

let file;
let state = { boards: [], notes: [] };

export async function openStore(path) {
  file = path;
  try {
    state = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

async function save() {
  await writeFile(`${file}.new`, JSON.stringify(state));
  await rename(`${file}.new`, file);
}

export const boards = () => state.boards;
export const notesOf = (board) => state.notes.filter((note) => note.board === board);
export const find = (board, id) => notesOf(board).find((note) => String(note.id) === id);

export async function addBoard(name) {
  const board = { id: crypto.randomUUID(), name };
  state.boards.push(board);
  await save();
  return board;
}

export async function remove(note) {
  state.notes = state.notes.filter((other) => other !== note);
  await save();
}
