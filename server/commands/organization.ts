import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { closeDatabase } from '#server/db/client.ts'
import { ProblemError } from '#server/domain/errors.ts'
import { CreateOrganization } from '#server/domain/organization/input.ts'
import { env } from '#server/env.ts'
import { createOrganization } from '#server/operations/organization/create-organization.ts'

// npm run organization: makes an organization and prints the link by which its first owner comes in.

const usage = `npm run organization -- --name NAME --zone Asia/Shanghai --currency CNY --owner-email WHO
  --zone      IANA time zone; business days follow it, and it stays as it is
  --currency  ISO 4217 code
  --locale    zh-CN (default) or en
  --template  the journey to start from: hotel (default), none`

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    zone: { type: 'string' },
    currency: { type: 'string' },
    'owner-email': { type: 'string' },
    locale: { type: 'string', default: 'zh-CN' },
    template: { type: 'string', default: 'hotel' },
  },
})
const input = CreateOrganization.safeParse({
  name: values.name,
  timeZone: values.zone,
  currency: values.currency,
  ownerEmail: values['owner-email'],
  defaultLocale: values.locale,
  template: values.template === 'none' ? null : values.template,
})
if (input.success) await create(input.data)
else fail(input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))

async function create(wanted: CreateOrganization): Promise<void> {
  const organizationId = randomUUID()
  const requestId = randomUUID()
  const actor = { kind: 'job', organizationId, job: 'command-line', requestId } as const
  try {
    const { invitationToken } = await createOrganization(actor, wanted, new Date())
    console.log(`Made ${wanted.name} (${organizationId}).`)
    console.log(`Its owner comes in within seven days by this link, once:`)
    console.log(`  ${env().APP_URL}/invitation/${invitationToken}`)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    fail([JSON.stringify(error.problem)])
  } finally {
    await closeDatabase()
  }
}

function fail(lines: string[]): void {
  console.error(`${lines.join('\n')}\n\n${usage}`)
  process.exitCode = 1
}
