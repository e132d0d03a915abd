import { describe, expect, test } from 'vitest'
import { hasDisplay, readArguments } from '../../electron/shell/arguments.ts'

describe('the command line', () => {
  test.each([
    [['/usr/bin/homeport'], true, null],
    [['/usr/bin/homeport', 'cli', 'fit', '--model', 'x'], true, ['fit', '--model', 'x']],
    [['/usr/bin/homeport', '--no-sandbox', 'cli', 'probe', '--json'], true, ['probe', '--json']],
    [['/usr/bin/homeport', 'cli'], true, []],
    [['/usr/bin/homeport', 'plan.json', 'cli'], true, null],
    [['electron', '.'], false, null],
    [['electron', '.', 'cli', 'verify', 'a'], false, ['verify', 'a']],
    [['electron', '--no-sandbox', '/src', 'cli', 'verify'], false, ['verify']],
    [['electron', '-r', '/loader.js', '--inspect=0', '/src', '--x', 'cli', 'a'], false, ['a']],
    [['electron', 'cli'], false, null],
    [[], true, null],
  ])('%j, packaged %s', (argv, packaged, cli) => {
    expect(readArguments(argv, packaged).cli).toEqual(cli)
  })

  test.each([
    'disable-web-security', 'remote-allow-origins', 'remote-debugging-address', 'proxy-server', 'js-flags',
    'load-extension', 'ignore-certificate-errors', 'renderer-cmd-prefix', 'gpu-launcher', 'single-process',
  ])('--%s stops the start, from a checkout too, in any spelling', (name) => {
    for (const word of [`--${name}`, `--${name}=x`, `-${name}`, `--${name.toUpperCase()}=x`]) {
      expect(readArguments(['homeport', word], true).refused).toEqual([name])
      expect(readArguments(['electron', word, '.'], false).refused).toEqual([name])
      expect(readArguments(['electron', '.', word], false).refused).toEqual([name])
    }
  })

  test('the packaged application refuses every switch that it does not know', () => {
    const known = ['--no-sandbox', '--user-data-dir=/tmp/x', '--remote-debugging-port=0', '--ozone-platform=headless', '--disable-gpu', '--lang=de', '--disable-dev-shm-usage']
    expect(readArguments(['homeport', ...known], true).refused).toEqual([])
    expect(readArguments(['homeport', ...known, '--inspect', '--something-new=1'], true).refused).toEqual(['inspect', 'something-new'])
    expect(readArguments(['electron', '--inspect=0', '--something-new', '.'], false).refused).toEqual([])
  })

  test('options of a command are its own', () => {
    expect(readArguments(['homeport', 'cli', 'fit', '--proxy-server', '--model'], true)).toEqual({
      cli: ['fit', '--proxy-server', '--model'],
      refused: [],
    })
  })

  test('only Linux can be without a display', () => {
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('win32', {})).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
  })
})
