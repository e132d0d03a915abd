/** electron-builder's hook: removes what came along with the runtime and is not Homeport's. */
import { rmSync } from 'node:fs'
import path from 'node:path'

/** @param {{ appOutDir: string }} context */
export default function afterPack({ appOutDir }) {
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true })
}
