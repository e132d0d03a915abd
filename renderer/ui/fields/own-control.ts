/** What stands in a field and takes the answer: what the focus goes to when somebody is led to a question. */

/** Best first. What stands above a control, such as "not known" or names that open a source, is not what the question asks for. */
const kinds = [
  // The answer among the options, which arrow keys change.
  'input[type="radio"]:checked',
  // The first part of a day.
  '[role="spinbutton"]',
  // A box to type into or to tick, the box of a list that is found by typing, the first of the options.
  'input:not([type="hidden"]):not([type="file"]):not([hidden]), textarea',
  // A folded list.
  'button[aria-haspopup]',
  'button:not([aria-pressed])',
  '[tabindex="0"]',
]

/** The control of the field that is drawn in `place`, or null where there is none, as in a signed plan. */
export function ownControl(place: HTMLElement): HTMLElement | null {
  for (const kind of kinds) {
    const found = [...place.querySelectorAll<HTMLElement>(kind)].find((one) => one.closest('[aria-hidden="true"]') === null)
    if (found !== undefined) return found
  }
  return null
}
