import type { ReferenceNoun } from '#app/_api/api-reference.ts'
import { Code } from './code.tsx'
import classes from './reference.module.css'
import type { ReferenceWords } from './reference-words.ts'

type NounSectionProps = { noun: ReferenceNoun; words: ReferenceWords }

/** One noun: where it is sent, what it is made of, and one of it. */
export function NounSection({ noun: { noun, scope, fields, example }, words }: NounSectionProps) {
  const { title, text } = words.nouns[noun]
  return (
    <section className={classes.section} id={noun}>
      <h2 className={classes.sectionTitle}>{title}</h2>
      <p className={classes.text}>{text}</p>
      <dl className={classes.address}>
        <dt>{words.address}</dt>
        <dd>
          <code>POST /api/v1/{noun}</code>
          <code>POST /api/v1/streams/{noun}</code>
        </dd>
        <dt>{words.scope}</dt>
        <dd>
          <code>{scope}</code>
        </dd>
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className={classes.scroll} aria-label={`${title}: ${words.fields}`} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.type}</th>
              <th scope="col">{words.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.name}>
                <th scope="row">
                  <code>{field.name}</code>
                  {field.isRequired ? (
                    <span className={classes.required}>{words.required}</span>
                  ) : null}
                </th>
                <td>
                  <code>{field.type}</code>
                </td>
                <td>{field.meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Code label={`${title}: ${words.example}`} text={example} />
    </section>
  )
}
