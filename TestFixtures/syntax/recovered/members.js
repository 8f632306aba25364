class Service {
  constructor(db) { this.db = db; }

  find(id {
    return this.db.find(id);
  }

  remove(id) {
    return this.db.remove(id);
  }
}

const value = {
  a: 1
  b: 2,
};

module.exports = { Service };
