/** Prints an HTML document as a tagged PDF. Only the application can: it needs a page to print from. */
export type PrintPdf = (
  html: string,
  /**
   * `head` stands at the left and right of the head of each page, `footer` at its foot; `at` is the date that the file
   * names, ISO 8601 in UTC.
   */
  options: { readonly head?: readonly [string, string]; readonly footer: string; readonly at: string },
) => Promise<Uint8Array>
