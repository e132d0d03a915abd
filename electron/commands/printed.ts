/** Text for a terminal: what comes from files must not steer it. */

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is made visible here
const steering = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g

const visible = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Escape sequences, other control characters and direction overrides, shown as what they are. Line ends and tabs stay. */
export function printed(text: string): string {
  return text.replaceAll(steering, visible)
}

/** A name or path within a line: it cannot start a line of its own. */
export function inLine(text: string): string {
  return printed(text.replaceAll(/[\n\t]/g, visible))
}
