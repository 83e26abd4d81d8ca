import { Text } from './aria.ts'
import { Icon } from './icon.tsx'

/** What is wrong with the field above it. */
export const FieldProblem = ({ text }: { readonly text: string }) => (
  <Text slot="errorMessage" className="err">
    <Icon name="circle-alert" size={14} />
    <span>{text}</span>
  </Text>
)
