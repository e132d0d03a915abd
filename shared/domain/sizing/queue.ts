/**
 * How many requests are served at once and how long one waits: queueing theory with products, quotients and fixed
 * series only, so that every machine gets the same figures. Times are in seconds, rates per second.
 *
 * Erlang C: A. K. Erlang, 1917. Factor for lengths that do not vary exponentially: Allen and Cunneen, 1978.
 */

/** Requests that arrive at random at `rate`, each held for `seconds` by one of `slots`. */
export type Queue = { readonly rate: number; readonly seconds: number; readonly slots: number }

/** e to the power of -x for x from 0 on, to about 15 digits: a Taylor series after halving, then squared back. */
export function decay(x: number): number {
  if (x > 700) return 0
  let halvings = 0
  let rest = x
  while (rest > 0.5) {
    rest /= 2
    halvings += 1
  }
  let term = 1
  let sum = 1
  for (let n = 1; n <= 18; n++) {
    term *= rest / n
    sum += term
  }
  let result = 1 / sum
  for (; halvings > 0; halvings--) result *= result
  return result
}

/**
 * Share of requests that find all slots taken and wait: Erlang C by the recursion of Erlang B, which neither overflows
 * nor cancels. 1 when more arrives than can be served.
 */
export function shareWaiting({ rate, seconds, slots }: Queue): number {
  const load = rate * seconds
  if (slots <= 0 || load >= slots) return 1
  let blocked = 1
  // Beyond the load it only falls; what is too small to matter needs no further steps.
  for (let n = 1; n <= slots && (n <= load || blocked > 1e-15); n++) blocked = (load * blocked) / (n + load * blocked)
  return blocked / (1 - (load / slots) * (1 - blocked))
}

/** Share of requests that wait longer than `limit` seconds. 1 when the queue only grows. */
export function shareWaitingLonger(queue: Queue, limit: number, variation: number): number {
  const load = queue.rate * queue.seconds
  if (queue.slots <= 0 || load >= queue.slots) return 1
  const drained = (queue.slots - load) / (queue.seconds * lengthFactor(variation))
  return shareWaiting(queue) * decay(drained * Math.max(0, limit))
}

/** Mean seconds of waiting over all requests; null when the queue only grows. */
export function meanWait(queue: Queue, variation: number): number | null {
  const load = queue.rate * queue.seconds
  if (queue.slots <= 0 || load >= queue.slots) return null
  return ((shareWaiting(queue) * queue.seconds) / (queue.slots - load)) * lengthFactor(variation)
}

/** Allen-Cunneen for arrivals at random: half of one plus the square of the lengths' coefficient of variation. */
export function lengthFactor(variation: number): number {
  return (1 + variation * variation) / 2
}

/**
 * Requests in service when the time of one depends on how many there are: the smallest whole number at which no more
 * arrives during one request than is served at once, N >= rate * S(N). Null when there is none up to `most`.
 * `seconds` never falls with its argument, but rate * S(N) - N may cross zero more than once: the first crossing is
 * found by stepping to ceil(rate * S(N)), which rises to it and never past it.
 */
export function inService(rate: number, seconds: (atOnce: number) => number, most: number): number | null {
  let atOnce = 1
  for (let step = 0; step < 10_000; step++) {
    if (atOnce > most) return null
    const next = Math.max(1, Math.ceil(rate * seconds(atOnce)))
    if (next <= atOnce) return atOnce
    atOnce = next
  }
  return null
}

/** The smallest number from `least` to `most` for which `holds`, which stays true once it is. Null when none does. */
export function smallest(least: number, most: number, holds: (value: number) => boolean): number | null {
  if (least > most) return null
  let tooFew = least - 1
  let enough = least
  while (!holds(enough)) {
    if (enough >= most) return null
    tooFew = enough
    enough = Math.min(most, Math.max(enough + 1, enough * 2))
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (holds(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}

/** A share that grows by `basisPoints` each year, after whole years. */
export function grown(basisPoints: number, years: number): number {
  let factor = 1
  for (let year = 0; year < years; year++) factor *= 1 + basisPoints / 10_000
  return factor
}
