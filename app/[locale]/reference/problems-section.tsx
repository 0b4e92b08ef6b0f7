import type { Reference } from '#app/_api/api-reference.ts'
import { Code } from './code.tsx'
import classes from './reference.module.css'
import type { ReferenceWords } from './reference-words.ts'

type ProblemsSectionProps = { reference: Reference; words: ReferenceWords }

/** Every kind of refusal; the address of a problem's type leads here. */
export function ProblemsSection({ reference, words }: ProblemsSectionProps) {
  return (
    <section className={classes.section} id="problems">
      <h2 className={classes.sectionTitle}>{words.problems.title}</h2>
      <p className={classes.text}>{words.problems.text}</p>
      <Code label={`${words.problems.title}: ${words.example}`} text={reference.problemExample} />
      <dl className={classes.problems}>
        {reference.problems.map(({ kind, status, title, detail }) => (
          <div key={kind} id={kind} className={classes.problem}>
            <dt>
              <code>{status}</code>
              <code>{kind}</code>
            </dt>
            <dd>
              <strong>{title}</strong> {detail}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
