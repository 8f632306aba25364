function before() {
  return 1;
}

module.exports = {
  first(req, res) {
    res.send(one());
  }
  second: async (req, res) => {
    res.send(two());
  },
  broken: ,
  third() {
    return three(;
  },
  stray token,
  'last': function () {
    return last();
  },
};

const open = {
  kept() {
    return 4;
  },

class Service {
  start() {
    return one();
  }
  ) stray
  #count = ;
  stop(signal {
    return two(signal);
  }
  get state() {
    return three();
  }
}

function after() {
  return 2;
}
