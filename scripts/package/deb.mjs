/** Makes a Debian package of the unpacked application, with dpkg-deb and nothing else. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../setup/paths.mjs'

const architectures = { x64: 'amd64', arm64: 'arm64' }
/** Both names: Debian 12 and Ubuntu 22.04 have the first, newer releases the second. */
const depends = 'libgtk-3-0 | libgtk-3-0t64, libnss3, libasound2 | libasound2t64, libgbm1'

const desktopEntry = `[Desktop Entry]
Type=Application
Name=Homeport
Comment=Plan a sovereign AI deployment
Comment[de]=Eine souveräne KI-Bereitstellung planen
Exec=/opt/homeport/homeport
Icon=homeport
Terminal=false
Categories=Office;
StartupWMClass=Homeport
`

/** Ubuntu 24.04 lets only named programs make user namespaces, which Chromium's sandbox is built on. */
const appArmorProfile = `abi <abi/4.0>,
include <tunables/global>
profile homeport /opt/homeport/homeport flags=(unconfined) {
  userns,
}
`

/**
 * @param {string} unpacked folder of the application
 * @param {string} output folder for the package
 * @returns {string} path of the package
 */
export function makeDeb(unpacked, output) {
  const architecture = process.arch === 'x64' || process.arch === 'arm64' ? architectures[process.arch] : process.arch
  const { version, description } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const tree = mkdtempSync(path.join(tmpdir(), 'homeport-deb-'))
  const place = (/** @type {string} */ file) => {
    const target = path.join(tree, file)
    mkdirSync(path.dirname(target), { recursive: true })
    return target
  }
  try {
    // dpkg refuses a top folder that others cannot read, and temporary folders are made so.
    chmodSync(tree, 0o755)
    const application = place('opt/homeport')
    cpSync(unpacked, application, { recursive: true, verbatimSymlinks: true })
    chmodSync(path.join(application, 'chrome-sandbox'), 0o4755)
    symlinkSync('/opt/homeport/homeport', place('usr/bin/homeport'))
    copyFileSync(path.join(root, 'resources', 'icons', 'icon.png'), place('usr/share/icons/hicolor/512x512/apps/homeport.png'))
    writeFileSync(place('usr/share/applications/homeport.desktop'), desktopEntry)
    writeFileSync(place('etc/apparmor.d/homeport'), appArmorProfile)
    copyFileSync(path.join(root, 'LICENSE'), place('usr/share/doc/homeport/copyright'))
    const kilobytes = spawnSync('du', ['-sk', application], { encoding: 'utf8' }).stdout.split('\t')[0]
    const control = {
      Package: 'homeport',
      Version: version,
      Architecture: architecture,
      Maintainer: 'Homeport developers <homeport@example.invalid>',
      'Installed-Size': kilobytes,
      Depends: depends,
      Section: 'office',
      Priority: 'optional',
      Description: description,
    }
    writeFileSync(place('DEBIAN/control'), Object.entries(control).map(([name, value]) => `${name}: ${value}\n`).join(''))
    writeFileSync(place('DEBIAN/conffiles'), '/etc/apparmor.d/homeport\n')
    const file = path.join(output, `homeport_${version}_${architecture}.deb`)
    const { status } = spawnSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z3', '--build', tree, file], { stdio: 'inherit' })
    if (status !== 0) throw new Error('dpkg-deb failed; the Debian package can be made on Debian and Ubuntu')
    return file
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}
