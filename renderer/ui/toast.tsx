/**
 * Short messages at the edge of the window, reached by F6. Never the only notice of a fact; none disappears in less
 * than twenty seconds. React-aria still calls its toasts unstable, so only this file knows them.
 */
import { X } from 'lucide-react'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as AriaToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
} from 'react-aria-components'
import { useText } from '../text/words.tsx'
import { Button, IconButton } from './button.tsx'
import { StateIcon, type State } from './state-icon.tsx'
import css from './toast.module.css'

export type ToastMessage = {
  readonly state: Exclude<State, 'none'>
  readonly title: string
  readonly detail?: string
  /** One thing to do about it, such as undo. */
  readonly action?: { readonly label: string; readonly onPress: () => void }
}

const queue = new AriaToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Shows a message; the returned function takes it away. What carries an action or a fault stays until it is closed. */
export function showToast(message: ToastMessage): () => void {
  const stays = message.action !== undefined || message.state === 'blocking'
  const key = queue.add(message, stays ? {} : { timeout: 20_000 })
  return () => queue.close(key)
}

/** Once per window. */
export function Toasts() {
  const text = useText()
  return (
    <AriaToastRegion queue={queue} aria-label={text.word('toast.region')} className={css['region'] ?? ''}>
      {({ toast }) => {
        const { state, title, detail, action } = toast.content
        return (
          <AriaToast toast={toast} className={css['toast'] ?? ''}>
            <StateIcon state={state} />
            <AriaToastContent className={css['content'] ?? ''}>
              <Text slot="title" className={css['title'] ?? ''}>
                {title}
              </Text>
              {detail === undefined ? null : (
                <Text slot="description" className={css['detail'] ?? ''}>
                  {detail}
                </Text>
              )}
            </AriaToastContent>
            {action === undefined ? null : (
              <Button
                variant="text"
                onPress={() => {
                  action.onPress()
                  queue.close(toast.key)
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton slot="close" size="small" icon={X} label={text.word('app.close')} />
          </AriaToast>
        )
      }}
    </AriaToastRegion>
  )
}
