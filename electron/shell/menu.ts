/** The application menu: what an operating system expects, nothing more. The page handles its own shortcuts. */
import type { MenuItemConstructorOptions } from 'electron'
import type { menuWords } from '../../shared/words/menu.ts'

export type MenuWords = Readonly<Record<keyof typeof menuWords, string>>

/** Template of the menu. Reload and developer tools exist in a checkout only. */
export function menuTemplate(
  words: MenuWords,
  platform: NodeJS.Platform,
  packaged: boolean,
): MenuItemConstructorOptions[] {
  const item = (role: NonNullable<MenuItemConstructorOptions['role']>, word: keyof MenuWords) => ({
    role,
    label: words[word],
  })
  const separator = { type: 'separator' } as const
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: words['menu.edit'],
      submenu: [
        item('undo', 'menu.undo'),
        item('redo', 'menu.redo'),
        separator,
        item('cut', 'menu.cut'),
        item('copy', 'menu.copy'),
        item('paste', 'menu.paste'),
        item('selectAll', 'menu.select-all'),
      ],
    },
    {
      label: words['menu.view'],
      submenu: [
        item('resetZoom', 'menu.actual-size'),
        item('zoomIn', 'menu.zoom-in'),
        item('zoomOut', 'menu.zoom-out'),
        separator,
        item('togglefullscreen', 'menu.full-screen'),
        ...(packaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: words['menu.window'],
      submenu: [
        item('minimize', 'menu.minimize'),
        platform === 'darwin' ? item('close', 'menu.close') : item('quit', 'menu.quit'),
      ],
    },
  ]
}
