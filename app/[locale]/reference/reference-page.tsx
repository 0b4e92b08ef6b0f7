import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Reference } from '#app/_api/api-reference.ts'
import { Seal } from '#app/_ui/seal.tsx'
import { Code } from './code.tsx'
import { NounSection } from './noun-section.tsx'
import { ProblemsSection } from './problems-section.tsx'
import classes from './reference.module.css'
import { type ReferenceWords, referenceWords } from './reference-words.ts'

type ReferencePageProps = { locale: 'en' | 'zh-CN'; reference: Reference }

/** How systems send facts: rendered from the document, without a script of its own. */
export function ReferencePage({ locale, reference }: ReferencePageProps) {
  const words = referenceWords(locale)
  if (!words) return null
  return (
    <div className={classes.page} lang={locale}>
      <header className={classes.head}>
        <Seal size={40} />
        <div className={classes.headText}>
          <h1 className={classes.title}>{words.title}</h1>
          <p className={classes.lead}>{words.lead}</p>
        </div>
        <p className={classes.links}>
          <a href={`/api/v1/openapi.json?locale=${locale}`}>{words.document}</a>
          <Link href={locale === 'en' ? '/zh-CN/reference' : '/en/reference'}>
            <span lang={locale === 'en' ? 'zh-CN' : 'en'}>{words.language}</span>
          </Link>
        </p>
      </header>
      <div className={classes.columns}>
        <Contents words={words} reference={reference} />
        <main className={classes.main}>
          <Chapters words={words} origin={reference.origin} />
          {reference.nouns.map((noun) => (
            <NounSection key={noun.noun} noun={noun} words={words} />
          ))}
          <ProblemsSection reference={reference} words={words} />
        </main>
      </div>
    </div>
  )
}

const CHAPTERS = ['start', 'identity', 'batch', 'once', 'limits', 'stream'] as const

function Contents({ words, reference }: { words: ReferenceWords; reference: Reference }) {
  return (
    <nav className={classes.contents} aria-label={words.contents}>
      <ul>
        {CHAPTERS.map((chapter) => (
          <li key={chapter}>
            <a href={`#${chapter}`}>{words[chapter].title}</a>
          </li>
        ))}
      </ul>
      <ul>
        {reference.nouns.map(({ noun }) => (
          <li key={noun}>
            <a href={`#${noun}`}>{words.nouns[noun].title}</a>
          </li>
        ))}
      </ul>
      <ul>
        <li>
          <a href="#problems">{words.problems.title}</a>
        </li>
      </ul>
    </nav>
  )
}

function Chapters({ words, origin }: { words: ReferenceWords; origin: string }) {
  const curl = `curl ${origin}/api/v1/experiences?createMissing=customers \\
  -H "Authorization: Bearer $ZHILE_KEY" -H "Content-Type: application/json" \\
  -d '{ "source": "pms", "externalId": "stay-88", "occurredAt": "2026-11-20T11:30:00+08:00",
        "customer": { "source": "pms", "externalId": "G-1024" }, "moment": "departure", "score": 5 }'`
  const stream = `curl -T experiences.ndjson -X POST ${origin}/api/v1/streams/experiences \\
  -H "Authorization: Bearer $ZHILE_KEY" -H "Content-Type: application/x-ndjson"`
  return (
    <>
      <Chapter id="start" {...words.start}>
        <Code label={words.example} text={curl} />
      </Chapter>
      <Chapter id="identity" {...words.identity} />
      <Chapter id="batch" {...words.batch}>
        <Code label={words.example} text={BATCH} />
        <dl className={classes.options}>
          <dt>
            <code>applyChanges</code>
          </dt>
          <dd>{words.options.applyChanges}</dd>
          <dt>
            <code>createMissing</code>
          </dt>
          <dd>{words.options.createMissing}</dd>
        </dl>
      </Chapter>
      <Chapter id="once" {...words.once} />
      <Chapter id="limits" {...words.limits}>
        <Code label={words.example} text={LIMITS} />
      </Chapter>
      <Chapter id="stream" {...words.stream}>
        <Code label={words.example} text={stream} />
        <Code label={words.stream.summary} text={LINES} />
      </Chapter>
    </>
  )
}

const BATCH = `{ "items": [ { … }, { … } ], "applyChanges": false, "createMissing": ["customers"] }

{ "counts": { "new": 1, "same": 0, "changed": 0, "conflict": 0, "error": 1 },
  "results": [ { "outcome": "new", "id": "0b6c…" },
               { "outcome": "error", "id": null, "errors": [ { "field": "score", "code": "score.invalid" } ] } ] }`
const LIMITS = `RateLimit-Policy: "items";q=6000000;w=60
RateLimit: "items";r=5999000;t=1`
const LINES = `{ "line": 17, "outcome": "error", "id": null, "errors": [ { "field": "moment", "code": "moment.unknown" } ] }
{ "isDone": true, "lines": 40000, "counts": { "new": 39999, "same": 0, "changed": 0, "conflict": 0, "error": 1 } }`

type ChapterProps = { id: string; title: string; text: string; children?: ReactNode }

function Chapter({ id, title, text, children }: ChapterProps) {
  return (
    <section className={classes.section} id={id}>
      <h2 className={classes.sectionTitle}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </section>
  )
}
