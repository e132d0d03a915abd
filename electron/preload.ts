/** The page's only way out. Logic and schemas are on the other side; this file stays under a kilobyte. */
import { contextBridge, ipcRenderer } from 'electron'
import type { Channel } from '../shared/contract.ts'

contextBridge.exposeInMainWorld('homeport', {
  invoke: (channel: Channel, value: unknown): Promise<unknown> => ipcRenderer.invoke(`homeport:${channel}`, value),
})
