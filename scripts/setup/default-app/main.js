'use strict'
// What `electron <folder | file>` does, for a runtime that comes without Electron's own default application.
// Development and tests only: electron [-v] [-r file]... [switches] <folder | file> [arguments]
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')

const preloads = []
let target
const given = process.argv.slice(1)
for (let index = 0; index < given.length; index++) {
  const argument = given[index]
  if (argument === '-v' || argument === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`)
    process.exit(0)
  } else if (argument === '-r' || argument === '--require') preloads.push(given[++index])
  else if (!argument.startsWith('-')) {
    target = path.resolve(argument)
    break
  }
}
if (target === undefined) {
  process.stderr.write('usage: electron [switches] <folder or file> [arguments]\n')
  process.exit(2)
}

process.defaultApp = true
for (const file of preloads) require(path.resolve(file))
let entry = target
if (fs.statSync(target).isDirectory()) {
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'))
  app.setVersion(manifest.version ?? '0.0.0')
  app.name = manifest.productName ?? manifest.name
  app.setDesktopName(`${app.name}.desktop`)
  app.setAppPath(target)
  entry = path.join(target, manifest.main ?? 'index.js')
} else app.setAppPath(path.dirname(target))

try {
  require(entry)
} catch (error) {
  process.stderr.write(`The application threw an error while it was loaded:\n${error?.stack ?? error}\n`)
  process.exit(1)
}
