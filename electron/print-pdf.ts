/** Prints an HTML document as a tagged PDF. Only the application can: it needs a page to print from. */
export type PrintPdf = (
  html: string,
  /** `footer` stands at the foot of each page; `at` is the date that the file names, ISO 8601 in UTC. */
  options: { readonly footer: string; readonly at: string },
) => Promise<Uint8Array>
