const fs = require('fs');
const path = require('path');

const TEMPLATE_DIR = path.join(__dirname, '..', '..', 'templates');

function loadTemplate(name, locale) {
  return fs.readFileSync(path.join(TEMPLATE_DIR, `${name}.${locale}.html`), 'utf8');
}

module.exports = { loadTemplate };
