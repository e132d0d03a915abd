/** Python pickle files, which run whatever code is in them when they are read. They are never opened further than this. */
import { openFile } from './source.ts'

const endings = /\.(bin|pt|pth|ckpt|pkl|pickle|joblib)$/i

/**
 * `pickle` for a file that is one by its ending or by its first bytes: a pickle itself, or the ZIP archive that PyTorch
 * keeps it in. Null for everything else.
 */
export async function pickleReason(file: string): Promise<string | null> {
  const named = endings.test(file)
  if (!named && !/\.(model|weights|mar|tar|zip|dat|pb|npy|npz)$|(^|[\\/])[^.\\/]+$/i.test(file)) return null
  const opened = await openFile(file)
  if (!opened.ok) return null
  try {
    const first = await opened.value.read(0, 96)
    if (isPickle(first) || isTorchArchive(first)) return 'pickle'
    // With such an ending, loaders try pickle whatever the content looks like.
    return named ? 'pickle-ending' : null
  } finally {
    await opened.value.close()
  }
}

/** Protocol 2 and later begin with a byte 0x80 and the protocol's number. */
export function isPickle(first: Uint8Array): boolean {
  const [mark, protocol] = first
  return mark === 0x80 && protocol !== undefined && protocol >= 2 && protocol <= 5
}

/** A ZIP archive whose first entry is PyTorch's `…/data.pkl` or `…/.format_version`. */
function isTorchArchive(first: Uint8Array): boolean {
  if (first[0] !== 0x50 || first[1] !== 0x4b || first[2] !== 3 || first[3] !== 4) return false
  const name = Array.from(first.subarray(30), (byte) => String.fromCharCode(byte)).join('')
  return /data\.pkl|\.format_version|\.data\/serialization_id/.test(name)
}
