import { useTranslations } from 'next-intl'
import classes from './record.module.css'

const SCORES = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5] as const

type ScoreFieldProps = { score: number | null; onScore: (score: number | null) => void }

/** −5 to +5 in one tap: the bad ones above, zero and the good ones below, under the thumb. */
export function ScoreField({ score, onScore }: ScoreFieldProps) {
  const t = useTranslations('record.score')
  const hint = (value: number) => (value === -5 ? t('worst') : value === 5 ? t('best') : null)
  return (
    <fieldset className={classes.field}>
      <legend className={classes.title}>{t('title')}</legend>
      <div className={classes.scores}>
        {SCORES.map((value) => (
          <label
            key={value}
            className={classes.tile}
            data-tone={value < 0 ? 'complaint' : 'accent'}
            data-first-below={value === 0}
          >
            <input
              type="radio"
              name="score"
              className={classes.radio}
              aria-label={[signed(value), hint(value)].filter(Boolean).join(', ')}
              checked={score === value}
              onChange={() => onScore(value)}
              onClick={() => score === value && onScore(null)}
            />
            <span className={classes.number}>{signed(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0'
}
