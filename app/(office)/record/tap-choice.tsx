import type { CSSProperties } from 'react'
import classes from './record.module.css'

type Option<Value extends string> = {
  value: Value
  label: string
  /** A small picture above the label. */
  sign?: string
}

type TapChoiceProps<Value extends string> = {
  title: string
  name: string
  columns: number
  options: readonly Option<Value>[]
  chosen: Value | null
  /** A tap on what is chosen takes it back. */
  onChoose: (value: Value | null) => void
  tone?: 'accent' | 'share' | 'complaint'
}

/** One of a few, by one tap on a large tile; arrow keys walk through them, since they are radio buttons. */
export function TapChoice<Value extends string>(props: TapChoiceProps<Value>) {
  const { title, name, columns, options, chosen, onChoose, tone = 'accent' } = props
  return (
    <fieldset className={classes.field}>
      <legend className={classes.title}>{title}</legend>
      <div className={classes.tiles} style={{ '--columns': columns } as CSSProperties}>
        {options.map(({ value, label, sign }) => (
          <label key={value} className={classes.tile} data-tone={tone}>
            <input
              type="radio"
              name={name}
              className={classes.radio}
              checked={chosen === value}
              onChange={() => onChoose(value)}
              onClick={() => chosen === value && onChoose(null)}
            />
            {sign ? (
              <span className={classes.sign} aria-hidden="true">
                {sign}
              </span>
            ) : null}
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
