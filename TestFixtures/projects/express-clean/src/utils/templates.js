const fs = require('node:fs');
const path = require('node:path');

const TEMPLATE_DIR = path.join(__dirname, '..', '..', 'templates');

/** Blocks: for use while the process starts. */
function loadTemplate(name, locale) {
  return fs.readFileSync(path.join(TEMPLATE_DIR, `${name}.${locale}.html`), 'utf8');
}

module.exports = { loadTemplate };
