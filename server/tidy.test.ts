import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { RULES } from './domain/rule.ts'
import { en } from './words/en.ts'
import { zhCN } from './words/zh-CN.ts'

// The house's own rules. Each message says what to write instead.

type File = { path: string; text: string; lines: string[] }

const shelves = ['app', 'server', 'prisma', 'e2e', '.config']
const files = shelves.flatMap(filesOf).filter(({ path }) => !path.includes('/generated/'))
const source = files.filter(({ path }) => /\.(ts|tsx|mjs|cjs)$/.test(path))
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path)
/** Words, seeds and tables of letters are long because there is much of them. */
const isExempt = (path: string) => /^server\/words\/|^prisma\/seed\/|\/header-words\.ts$/.test(path)

function filesOf(folder: string): File[] {
  const options = { recursive: true, withFileTypes: true } as const
  const entries = readdirSync(folder, options).filter((entry) => entry.isFile())
  return entries.map((entry) => {
    const path = join(entry.parentPath, entry.name).replaceAll('\\', '/')
    const text = readFileSync(path, 'utf8')
    return { path, text, lines: text.trimEnd().split('\n') }
  })
}

/** Fails with one line per place, so that all of them can be mended at once. */
function expectNone(places: string[], instead: string): void {
  if (places.length > 0) expect.fail(`${instead}\n${places.join('\n')}\n`)
}

function linesLike(of: File[], pattern: RegExp): string[] {
  return of.flatMap(({ path, lines }) =>
    lines.flatMap((line, no) => (pattern.test(line) ? [`${path}:${no + 1} ${line.trim()}`] : [])),
  )
}

test('no file is longer than its kind may be', () => {
  const ceiling = (path: string) =>
    /^app\/.*\/page\.tsx$/.test(path) ? 40 : /^server\/operations\//.test(path) ? 200 : 400
  const long = source
    .filter(({ path, lines }) => !isExempt(path) && !isTest(path) && lines.length > ceiling(path))
    .map(({ path, lines }) => `${path} has ${lines.length} lines, at most ${ceiling(path)}`)
  expectNone(long, 'Split by verb or by question; a file says one thing.')
})

test('no file or folder has a name that says nothing', () => {
  const empty =
    /(^|\/)(utils?|helpers?|lib|common|misc|shared|types|constants|index)(\.[a-z.]+)?(\/|$)/
  const named = files.filter(({ path }) => empty.test(path)).map(({ path }) => path)
  expectNone(named, 'Name it for the one thing it exports.')
})

test('each operation exports one function, named as its file, that asks who may', () => {
  const operations = source.filter(
    ({ path }) => path.startsWith('server/operations/') && !isTest(path) && !/\/test-/.test(path),
  )
  const wrong = operations.flatMap(({ path, text }) => {
    const expected = basename(path, '.ts').replace(/-(.)/g, (_, letter) => letter.toUpperCase())
    const exported = [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(
      ([, name]) => name,
    )
    if (exported.join() !== expected) return [`${path} exports ${exported.join(', ') || 'nothing'}`]
    return /\bauthorize\(/.test(text) ? [] : [`${path} never calls authorize(actor, …)`]
  })
  expectNone(
    wrong,
    'One act per file: export function verbNoun(actor, input, now), authorize first.',
  )
})

test('each domain function says what its type cannot', () => {
  const undocumented = source
    .filter(({ path }) => path.startsWith('server/domain/') && !isTest(path))
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, no) => {
        const name = /^export (?:async )?function (\w+)/.exec(line)?.[1]
        return name && !/\*\/$/.test(lines[no - 1] ?? '') ? [`${path}:${no + 1} ${name}`] : []
      }),
    )
  expectNone(undocumented, 'Write a docstring: unit, rounding, errors, source.')
})

test('each kind of error and each rule has words in every language', () => {
  const kinds = [
    ...readFileSync('server/domain/errors.ts', 'utf8').matchAll(/\| \{ kind: '([\w-]+)'/g),
  ].map(([, kind]) => String(kind))
  expect(kinds.length).toBeGreaterThan(5)
  const missing = Object.entries({ en, 'zh-CN': zhCN }).flatMap(([language, words]) => [
    ...kinds.filter((kind) => !(kind in words.errors)).map((kind) => `${language} errors.${kind}`),
    ...RULES.filter((rule) => !(rule in words.rules)).map((rule) => `${language} rules.${rule}`),
  ])
  expectNone(missing, 'Add the sentence to server/words.')
})

test('each rule that the database raises is known by name', () => {
  const raised = files
    .filter(({ path }) => path.endsWith('.sql'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/RAISE EXCEPTION\s+'([^']+)'[^;]*?ERRCODE\s*=\s*'ZH001'/g)].map(
        ([, rule]) => ({ path, rule: String(rule) }),
      ),
    )
  expect(raised.length).toBeGreaterThan(5)
  const known = new Set<string>(RULES)
  const unknown = raised.filter(({ rule }) => rule !== '%' && !known.has(rule))
  expectNone(
    unknown.map(({ path, rule }) => `${path} ${rule}`),
    'Add the rule to server/domain/rule.ts and its words.',
  )
})

test('each model has a sentence and each index names what it is for', () => {
  const models = files.filter(({ path }) => path.endsWith('.prisma'))
  const bare = models.flatMap(({ path, lines }) =>
    lines.flatMap((line, no) => {
      const place = `${path}:${no + 1} ${line.trim()}`
      if (/^(model|enum) /.test(line)) return /^\/\/\/ \S/.test(lines[no - 1] ?? '') ? [] : [place]
      if (/^\s*@@index/.test(line))
        return /\/\/ for \S/.test(`${lines[no - 1]}${line}`) ? [] : [place]
      return []
    }),
  )
  expectNone(
    bare,
    'Write "/// sentence" above the model, "// for <report or operation>" at the index.',
  )
})

test('money, access and duties are read from the primary, never from a replica', () => {
  const onReplica = source.filter(
    ({ path, text }) => /\breadingReplica\(/.test(text) && !isTest(path),
  )
  expect(onReplica.length).toBeGreaterThan(3)
  const elsewhere = onReplica.filter(
    ({ path }) => !/^server\/(reports\/|db\/reading\.ts)/.test(path),
  )
  const imported = ({ text }: File) =>
    [...text.matchAll(/from '#(server\/db\/[^']+)'/g)].map(([, path]) => path)
  const money =
    /\b(commissions?|commission_entr|payouts?|payout_|ledger_|payees?|disclosures|memberships|invitations|api_keys|auth_)/
  const forbidden = onReplica
    .filter(({ path }) => path.startsWith('server/reports/'))
    .filter((report) =>
      [report, ...source.filter(({ path }) => imported(report).includes(path))].some(({ text }) =>
        [...text.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].some(([, table]) =>
          money.test(table ?? ''),
        ),
      ),
    )
  expectNone(
    [...elsewhere, ...forbidden].map(({ path }) => path),
    'Use reading(): what decides about money or access must not be a moment old.',
  )
})

test('browser tests wait for what people see, never for time', () => {
  const e2e = source.filter(({ path }) => path.startsWith('e2e/'))
  const sleeping = linesLike(e2e, /waitForTimeout|networkidle/)
  expectNone(sleeping, 'Use expect(locator).toBeVisible(), or expect.poll.')
})

test('no promise of later work stands without the decision that holds it', () => {
  const promises = linesLike(source, /\b(TODO|FIXME|HACK)\b(?!.*docs\/decisions\/\d{3})/)
  const own = promises.filter((place) => !place.startsWith('server/tidy.test.ts'))
  expectNone(own, 'Do it now, or write docs/decisions/NNN-….md and name it in the line.')
})

test('imports name the file, and cross shelves only by #', () => {
  const imported = source.filter(
    ({ path }) => !path.endsWith('.cjs') && path !== 'server/tidy.test.ts',
  )
  const bare = linesLike(imported, /(from|import\() ?'[.#][^']*(?<!\.(tsx?|mjs|css|json|svg))'/)
  expectNone(bare, 'Write the extension: ./decide-approval.ts')
  const crossing = linesLike(imported, /from '(\.\.\/)+(app|server|prisma)\//).filter(
    (place) => !/^(\.config|prisma|e2e)\//.test(place),
  )
  expectNone(crossing, 'Write #server/…, #app/… or #prisma/….')
})

test('nothing but app/_format turns numbers and dates into text', () => {
  const screens = source.filter(
    ({ path }) => path.startsWith('app/') && !path.startsWith('app/_format/') && !isTest(path),
  )
  const own = linesLike(screens, /\bIntl\.|\.toLocale(Date|Time)?String\(/)
  expectNone(own, 'Use a function of app/_format, so that both languages agree everywhere.')
})

test('no server actions, cached pages or raw markup', () => {
  const shipped = source.filter(({ path }) => /^(app|server)\//.test(path) && !isTest(path))
  const found = linesLike(shipped, /^\s*['"]use (server|cache)|dangerouslySetInnerHTML|\beval\(/)
  expectNone(found, 'Acts go through tRPC; pages are read anew; markup is React.')
})
