/** One reading of a folder, from the choice to the result. The main process hashes; this watches. */
import { useCallback, useEffect, useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { WeightsLook, WeightsProblem, WeightsProgress } from '../../shared/plan/weights-view.ts'
import type { WeightsRecord } from '../../shared/domain/weights.ts'
import { useApp } from '../state/app-context.tsx'

export type WeightsReading = {
  readonly look: WeightsLook | null
  readonly progress: WeightsProgress | null
  readonly record: WeightsRecord | null
  readonly problem: WeightsProblem | null
  readonly fault: Fault | null
}

const nothing: WeightsReading = { look: null, progress: null, record: null, problem: null, fault: null }

/** How often the progress is asked for while files are read, in milliseconds. */
const every = 250

export function useWeights(model: string | null) {
  const { client } = useApp()
  const [reading, setReading] = useState<WeightsReading>(nothing)
  const id = reading.look?.reading ?? null
  const running = reading.progress?.state === 'running'

  const result = useCallback(
    async (of: string): Promise<void> => {
      const answer = await client['weights.result']({ reading: of, model, at: new Date().toISOString() })
      setReading((current) => (answer.ok ? { ...current, record: answer.value } : { ...current, fault: answer.problem }))
    },
    [client, model],
  )

  const look = useCallback(
    async (of: string): Promise<void> => {
      const answer = await client['weights.progress'](of)
      if (!answer.ok) return setReading((current) => ({ ...current, progress: null, fault: answer.problem }))
      if (answer.value.state === 'done') await result(of)
      setReading((current) => ({ ...current, progress: answer.value }))
    },
    [client, result],
  )

  useEffect(() => {
    if (id === null || !running) return undefined
    const timer = setInterval(() => void look(id), every)
    return () => clearInterval(timer)
  }, [id, running, look])

  return {
    ...reading,
    clear: () => setReading(nothing),
    choose: async (): Promise<void> => {
      const answer = await client['weights.choose'](null)
      if (!answer.ok) return setReading({ ...nothing, fault: answer.problem })
      if (answer.value === null) return undefined
      return setReading('look' in answer.value ? { ...nothing, look: answer.value.look } : { ...nothing, problem: answer.value.problem })
    },
    start: async (): Promise<void> => {
      if (id === null) return undefined
      const answer = await client['weights.start'](id)
      if (!answer.ok) return setReading((current) => ({ ...current, fault: answer.problem }))
      return look(id)
    },
    cancel: async (): Promise<void> => {
      if (id !== null) await client['weights.cancel'](id)
    },
    checkKey: async (): Promise<void> => {
      if (id === null) return undefined
      const answer = await client['weights.key'](id)
      if (!answer.ok) return setReading((current) => ({ ...current, fault: answer.problem }))
      if (answer.value === null) return undefined
      const { value } = answer
      if ('problem' in value) return setReading((current) => ({ ...current, problem: value.problem }))
      return result(id)
    },
  }
}
