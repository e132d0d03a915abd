/** Stand-ins for Electron's objects: they remember every call and let a test raise every event. */

type Listener = (...args: readonly unknown[]) => unknown

export type Fake<T> = {
  /** To be handed to the shell. */
  readonly it: T
  /** Arguments of each call of a method; `webRequest.onBeforeRequest` names a nested one. */
  readonly calls: (method: string) => readonly (readonly unknown[])[]
  readonly methods: () => readonly string[]
  readonly events: () => readonly string[]
  /** Calls the listeners of an event and returns what they return. */
  readonly emit: (event: string, ...args: readonly unknown[]) => readonly unknown[]
}

/** A fake whose every method exists. `answers` are what methods return, or plain members. */
export function fake<T>(answers: Readonly<Record<string, unknown>> = {}, nested: readonly string[] = []): Fake<T> {
  const made = new Map<string, (readonly unknown[])[]>()
  const listeners = new Map<string, Listener[]>()
  const record = (method: string, args: readonly unknown[]): void => {
    made.set(method, [...(made.get(method) ?? []), args])
  }
  const object = (prefix: string): object =>
    new Proxy(
      {},
      {
        get(_target, key) {
          const name = `${prefix}${String(key)}`
          if (Object.hasOwn(answers, name) && typeof answers[name] !== 'function') return answers[name]
          if (nested.includes(name)) return object(`${name}.`)
          return (...args: readonly unknown[]) => {
            record(name, args)
            if (name === 'on' || name === 'once') {
              const event = String(args[0])
              listeners.set(event, [...(listeners.get(event) ?? []), args[1] as Listener])
            }
            const answer = answers[name]
            return typeof answer === 'function' ? (answer as Listener)(...args) : undefined
          }
        },
      },
    )
  return {
    it: object('') as T,
    calls: (method) => made.get(method) ?? [],
    methods: () => [...made.keys()],
    events: () => [...listeners.keys()],
    emit: (event, ...args) => (listeners.get(event) ?? []).map((listener) => listener(...args)),
  }
}

/** An event that says whether it was prevented. */
export function fakeEvent(): { readonly preventDefault: () => void; prevented: boolean } {
  const event = { prevented: false, preventDefault: () => void (event.prevented = true) }
  return event
}
