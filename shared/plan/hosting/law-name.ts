/** Names of laws carry their references in brackets; where there is no room, or where a sentence goes on, they are left out. */
export function shortLaw(name: string): string {
  return name.replace(/\s*\([^)]*\)/g, '').trim()
}
