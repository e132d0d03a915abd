/** Runs a program in a network namespace that has nothing but its own loopback. */
import { spawnSync } from 'node:child_process'
import { findCommand } from '../setup/tools.mjs'

/** Brings the loopback up: SIOCGIFFLAGS is not needed, IFF_UP is all it lacks. For machines without the program `ip`. */
const loopbackByPython =
  "import fcntl,socket,struct;fcntl.ioctl(socket.socket(socket.AF_INET,socket.SOCK_DGRAM),0x8914,struct.pack('16sH14x',b'lo',1))"

/**
 * @returns {{ command: string[], because: string | null }} what to put before a command; because: why it is empty, or null
 */
export function withoutNetwork() {
  if (process.platform !== 'linux') return { command: [], because: 'only Linux has network namespaces' }
  if (!findCommand('unshare')) return { command: [], because: 'the program unshare is missing' }
  const [ip, python] = [findCommand('ip'), findCommand('python3')]
  const raise = ip ? `'${ip}' link set lo up` : python ? `'${python}' -c "${loopbackByPython}"` : undefined
  if (!raise) return { command: [], because: 'neither ip nor python3 is there to raise the loopback' }
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const command = ['unshare', ...user, '--net', 'sh', '-c', `${raise} && exec "$@"`, 'sh']
  const [file = '', ...args] = command
  const { status } = spawnSync(file, [...args, 'true'], { stdio: 'ignore' })
  return status === 0 ? { command, because: null } : { command: [], because: 'this system allows no network namespace' }
}

