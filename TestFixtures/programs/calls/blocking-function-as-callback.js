// A blocking function handed to an array method by its name.
const express = require('express')
const fs = require('fs')
express().get('/f', (req, res) => {
  const there = req.query.names.filter(fs.existsSync) // reached: GET /f
  const texts = there.map(fs.readFileSync) // reached: GET /f
  res.json(texts)
})
