import { describe, expect, it } from 'vitest'
import { distribution, installCommand, packagesFor } from '../../../scripts/setup/system.mjs'

/** Excerpts of /etc/os-release as these releases ship it. */
const releases = {
  debian12: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n',
  debian13: 'VERSION_ID="13"\nVERSION_CODENAME=trixie\nID=debian\n',
  debianSid: 'PRETTY_NAME="Debian GNU/Linux forky/sid"\nVERSION_CODENAME=forky\nID=debian\n',
  ubuntu2204: 'VERSION_ID="22.04"\nVERSION_CODENAME=jammy\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=jammy\n',
  ubuntu2404: 'VERSION_ID="24.04"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n',
  mint22: "ID=linuxmint\nID_LIKE='ubuntu debian'\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n",
  lmde6: 'ID=linuxmint\nID_LIKE=debian\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm\n',
  fedora43: 'NAME="Fedora Linux"\nID=fedora\nVERSION_ID=43\n',
  rocky9: 'ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\n',
  arch: 'NAME="Arch Linux"\nID=arch\n',
}

const windowPackages = (text: string): string[] => packagesFor(['windowLibraries'], distribution(text))
const shortNames = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']
const longNames = ['libgtk-3-0t64', 'libnss3', 'libasound2t64', 'libgbm1']

describe('package names', () => {
  it.each([
    ['Debian 12', releases.debian12, shortNames],
    ['Debian 13', releases.debian13, longNames],
    ['Debian unstable', releases.debianSid, longNames],
    ['Ubuntu 22.04', releases.ubuntu2204, shortNames],
    ['Ubuntu 24.04', releases.ubuntu2404, longNames],
    ['Mint 22 (on Ubuntu 24.04)', releases.mint22, longNames],
    ['LMDE 6 (on Debian 12)', releases.lmde6, shortNames],
    ['Fedora', releases.fedora43, ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm']],
    ['Rocky', releases.rocky9, ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm']],
    ['Arch, whose names are not known', releases.arch, []],
    ['a system without os-release', '', []],
  ])('%s', (_name, text, expected) => {
    expect(windowPackages(text)).toEqual(expected)
  })

  it('names each package once', () => {
    const system = distribution(releases.debian12)
    expect(packagesFor(['compiler', 'python', 'cryptography', 'python'], system)).toEqual(['g++', 'python3', 'python3-cryptography'])
  })

  it('knows derivatives of Ubuntu as Ubuntu', () => {
    expect(distribution(releases.mint22).id).toBe('ubuntu')
    expect(distribution(releases.lmde6).id).toBe('linuxmint')
  })
})

describe('the install command', () => {
  it('refreshes the lists and adds nothing that is only recommended', () => {
    expect(installCommand(['g++', 'make'], distribution(releases.debian12))).toBe(
      'apt-get update && apt-get install -y --no-install-recommends g++ make',
    )
    expect(installCommand(['gcc-c++'], distribution(releases.fedora43))).toBe('dnf install -y --setopt=install_weak_deps=False gcc-c++')
  })
})
