import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { closeDatabase } from '#server/db/client.ts'
import { importWords } from '#server/documents/import-words.ts'
import type { Actor } from '#server/domain/actor.ts'
import { ProblemError } from '#server/domain/errors.ts'
import type { ImportId, ProfileMapping } from '#server/domain/import/input.ts'
import { importDetail } from '#server/reports/import-detail.ts'
import { importProblems } from '#server/reports/import-problems.ts'
import { importProfiles } from '#server/reports/import-profiles.ts'
import { organizationsNamed } from '#server/reports/organizations-named.ts'
import { importFile } from './import-file.ts'

// npm run import: the same steps as in the browser, in this process. Progress on stderr, the counts on stdout.

const usage = `npm run import -- --organization ID_OR_NAME --profile NAME [--apply-changes] [--check-only | --direct] FILE
  --organization   the business that the file belongs to
  --profile        how its columns are read: one kept in the app, or us-airlines
  --apply-changes  replace known facts that the file says otherwise
  --check-only     the trial alone; nothing is recorded
  --direct         recorded at once, without a trial: lines with problems are kept aside

Exit code: 0 when the file was worked through (lines with problems are listed), 1 when it could not be, 2 for a wrong call.`

class UsageError extends Error {}

const words = importWords(process.env.LANG?.startsWith('zh') ? 'zh-CN' : 'en')
const startedAt = performance.now()

try {
  await main()
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`)
  else if (error instanceof ProblemError) console.error(saidOf(error))
  else console.error(error)
} finally {
  await closeDatabase()
}

async function main(): Promise<void> {
  const { path, organization, profile, ...options } = readArguments()
  const size = await stat(path).catch(() => null)
  if (!size?.isFile()) throw new UsageError(`There is no file ${path}.`)
  const organizationId = await findOrganization(organization)
  const requestId = randomUUID()
  const actor: Actor = { kind: 'job', organizationId, job: 'command-line', requestId }
  const imported = await importFile(
    actor,
    {
      fileName: basename(path),
      body: createReadStream(path),
      profile: await findProfile(actor, profile),
      ...options,
    },
    progress,
  )
  process.stderr.write('\n')
  await report(actor, imported)
}

function readArguments() {
  const options = {
    organization: { type: 'string' },
    profile: { type: 'string' },
    'apply-changes': { type: 'boolean', default: false },
    'check-only': { type: 'boolean', default: false },
    direct: { type: 'boolean', default: false },
  } as const
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [path, ...others] = positionals
    const { organization, profile } = values
    if (!path || others.length > 0 || !organization || !profile)
      throw new UsageError('An organization, a profile and one file are needed.')
    if (values.direct && (values['check-only'] || values['apply-changes']))
      throw new UsageError('--direct goes without a trial, and replaces nothing that is known.')
    return {
      path,
      organization,
      profile,
      applyChanges: values['apply-changes'],
      checkOnly: values['check-only'],
      isDirect: values.direct,
    }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(String(error))
  }
}

async function findOrganization(named: string): Promise<string> {
  const [found, ...others] = await organizationsNamed(named)
  if (!found) throw new UsageError(`There is no organization “${named}”.`)
  if (others.length > 0)
    throw new UsageError(
      `Several organizations are called “${named}”; name one by its id:\n${[found, ...others].map(({ id }) => `  ${id}`).join('\n')}`,
    )
  return found.id
}

async function findProfile(actor: Actor, name: string): Promise<ProfileMapping> {
  const profiles = await importProfiles(actor)
  const found = profiles.find((profile) => profile.name === name)
  if (found) return found.mapping
  throw new UsageError(
    `There is no profile “${name}” here. There are:\n${profiles.map((profile) => `  ${profile.name}`).join('\n')}`,
  )
}

function progress(what: string, count: number, total?: number): void {
  const of = total === undefined ? '' : ` of ${total}`
  const line = `${what[0]?.toUpperCase()}${what.slice(1)}: ${count}${of} lines`
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
}

async function report(actor: Actor, input: ImportId): Promise<void> {
  const view = await importDetail(actor, input, new Date())
  const seconds = (performance.now() - startedAt) / 1000
  const counts = [
    `new ${view.newCount}`,
    `same ${view.sameCount}`,
    `changed ${view.changedCount}`,
    `conflict ${view.conflictCount}`,
    `error ${view.errorCount}`,
  ]
  console.log(`${view.fileName}: ${view.rowCount} lines (${counts.join(', ')})`)
  const made = Object.entries(view.factCounts).map(([noun, count]) => `${count} ${noun}`)
  if (made.length > 0) console.log(`Added: ${made.join(', ')}`)
  console.log(`${seconds.toFixed(1)} s, ${Math.round(view.rowCount / seconds)} lines a second`)
  const problems = await importProblems(actor, {
    ...input,
    outcome: null,
    afterRowNo: 0,
    limit: 10,
  })
  for (const line of problems.lines) {
    const said = (line.problems ?? []).map((problem) => words.problem(problem)).join(' ')
    console.log(`  line ${line.rowNo}, ${line.outcome}: ${said}`)
  }
  if (problems.next !== null) console.log('  … the rest is in the app, under Imports.')
}

function saidOf({ problem }: ProblemError): string {
  if (problem.kind !== 'invalid') return `Refused: ${JSON.stringify(problem)}`
  return problem.problems.map((one) => words.problem(one)).join('\n')
}
