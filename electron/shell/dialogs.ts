/** Asks the planner for a file. The page never learns a path that it did not get this way. */
import type { BrowserWindow, Dialog } from 'electron'
import path from 'node:path'
import type { Dialogs, FileKind } from '../services.ts'

/**
 * The dialogs of the operating system, in front of the window.
 * @param wordOf A word in the language of the interface as it is now; what is no word, such as `*`, as it is.
 */
export function systemDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  windowOf: () => BrowserWindow | null,
  wordOf: (id: string) => string,
): Dialogs {
  const filters = (kinds: readonly FileKind[]) =>
    kinds.map(({ name, extensions }) => ({ name: wordOf(name), extensions: [...extensions] }))
  return {
    async openFile({ title, kinds }) {
      const options = { title: wordOf(title), filters: filters(kinds), properties: ['openFile' as const] }
      const window = windowOf()
      const answer = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    async openFolder({ title }) {
      const options = { title: wordOf(title), properties: ['openDirectory' as const] }
      const window = windowOf()
      const answer = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    async saveFile({ title, suggestedName, kinds }) {
      const options = { title: wordOf(title), defaultPath: suggestedName, filters: filters(kinds) }
      const window = windowOf()
      const answer = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },
  }
}

/**
 * Dialogs that answer by themselves while `answerOf` has an answer: a file, a folder to save into under the suggested
 * name, or the empty text for a planner who cancels. For tests of a checkout only.
 */
export function answeredDialogs(
  answerOf: () => string | undefined,
  isFolder: (file: string) => boolean,
  otherwise: Dialogs,
): Dialogs {
  return {
    async openFile(question) {
      const answer = answerOf()
      if (answer === undefined) return otherwise.openFile(question)
      return answer === '' ? null : path.resolve(answer)
    },
    async openFolder(question) {
      const answer = answerOf()
      if (answer === undefined) return otherwise.openFolder(question)
      return answer === '' ? null : path.resolve(answer)
    },
    async saveFile(question) {
      const answer = answerOf()
      if (answer === undefined) return otherwise.saveFile(question)
      if (answer === '') return null
      return isFolder(answer) ? path.resolve(answer, question.suggestedName) : path.resolve(answer)
    },
  }
}
