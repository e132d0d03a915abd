import { fields, type FieldId } from '../../shared/plan/fields.ts'
import { useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'

/** The name of a question as the way to it, on whatever stage it is asked. */
export function FieldLink({ field }: { readonly field: FieldId }) {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  return (
    <Button variant="text" onPress={() => goToStage(fields[field].stage, field)}>
      {text.wordOr(`field.${field}.label`)}
    </Button>
  )
}
