// What a factory makes for others is not run by this one.
const express = require('express')
const fs = require('fs')
const make = (load) => ({ load })
const slow = make(() => fs.readFileSync('x')) // reached: no request
const fast = make(() => 'x')
slow.load()
express().get('/', (req, res) => res.send(fast.load()))
