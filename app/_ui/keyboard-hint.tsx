import { Kbd } from '@mantine/core'

/** Keys to press one after another or together, as small caps on a keyboard. */
export function KeyboardHint({ keys }: { keys: readonly string[] }) {
  return (
    <span style={{ display: 'inline-flex', gap: 4, whiteSpace: 'nowrap' }}>
      {keys.map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  )
}
