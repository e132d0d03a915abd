/** Ends the process when Node is too old for the scripts. Imported first, for its effect. */
const oldest = [20, 19]

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [oldestMajor = 0, oldestMinor = 0] = oldest
if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  console.error(`Homeport needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
