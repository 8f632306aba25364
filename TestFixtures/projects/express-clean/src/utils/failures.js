class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

class NotFound extends Failure {
  constructor(what) {
    super(404, `${what} not found`);
  }
}

class Conflict extends Failure {
  constructor(message) {
    super(409, message);
  }
}

module.exports = { Failure, NotFound, Conflict };
