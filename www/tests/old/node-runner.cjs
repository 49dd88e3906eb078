/**
 * Runs in a Node.js of former years: the classic script, checking records. In: the folder of the package, `wasm` or `js`, a file of
 * records. Out: a line for each result. Written for V8 of 2017.
 */
'use strict'
const fs = require('fs')
const path = require('path')
const util = require('util')
const vm = require('vm')

const folder = process.argv[2]
const mode = process.argv[3]
const records = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'))

// What browsers of the same years had, and Node.js did not.
if (typeof TextEncoder === 'undefined') global.TextEncoder = util.TextEncoder
if (typeof TextDecoder === 'undefined') global.TextDecoder = util.TextDecoder
if (typeof atob === 'undefined') global.atob = function (text) { return Buffer.from(text, 'base64').toString('binary') }
if (typeof EventTarget === 'undefined') global.EventTarget = function () {}

function run(name) {
  vm.runInThisContext(fs.readFileSync(path.join(folder, name), 'utf8'), { filename: name })
}

if (mode === 'js') {
  delete global.WebAssembly
  run('gouji.without-wasm.js')
}
run('gouji.classic.js')

const { load } = vm.runInThisContext('gouji')
const packs = {}
let done = Promise.resolve()
records.forEach(function (record) {
  done = done.then(function () {
    packs[record.pack] = packs[record.pack] || load(record.pack)
    return packs[record.pack]
  }).then(function (pack) { console.log(JSON.stringify(pack.check(record))) })
})
done.catch(function (error) {
  console.error(error)
  process.exit(1)
})
