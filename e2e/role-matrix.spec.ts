import { expect, type Page } from '@playwright/test'
import { createTRPCUntypedClient, httpLink, TRPCClientError } from '@trpc/client'
import superjson from 'superjson'
import { type AppRouter, appRouter } from '#server/api/root.ts'
import { ROLES, type Role } from '#server/domain/role.ts'
import { type ActorName, personOf, test } from './actors.ts'

// Every call of the inside door, made around the screens: by each role, and by nobody.

const NOBODY = '00000000-0000-4000-8000-000000000000'
const id = { id: NOBODY }
const period = '12m'
const all = ROLES
const office = ['owner', 'finance', 'marketing', 'auditor'] as const
const money = ['owner', 'finance', 'auditor'] as const
const recorders = ['owner', 'marketing', 'staff'] as const
const mapping = {
  source: 'matrix',
  timeZone: 'UTC',
  dateFormat: 'auto',
  amountUnit: 'major',
  decimalMark: '.',
  createMissing: { customers: false, moments: false, locations: false, products: false },
  isHistory: false,
  facts: [{ noun: 'customers', fields: {} }],
}
const claim = {
  source: 'matrix',
  externalId: 'matrix',
  referrerId: NOBODY,
  refereeId: NOBODY,
  evidenceKind: 'asked',
  occurredAt: new Date(0),
}

type Call = { kind: 'query' | 'mutation'; input?: unknown; roles: readonly Role[] | 'anyone' }

/** What each call is given (harmless where it is allowed) and who may make it, as shared/spec/money.md has it. */
const CALLS: Record<string, Call> = {
  'access.invitation': { kind: 'query', input: { token: 'none' }, roles: 'anyone' },
  'access.acceptInvitation': {
    kind: 'mutation',
    input: { token: 'none', name: 'Nobody', password: 'long enough to keep' },
    roles: 'anyone',
  },
  'apiKey.list': { kind: 'query', roles: ['owner', 'auditor'] },
  'apiKey.create': {
    kind: 'mutation',
    input: { name: 'Matrix', scopes: ['shares:write'], expiresInDays: 1 },
    roles: ['owner'],
  },
  'apiKey.rotate': {
    kind: 'mutation',
    input: { keyId: NOBODY, graceHours: 0 },
    roles: ['owner'],
  },
  'apiKey.revoke': { kind: 'mutation', input: { keyId: NOBODY }, roles: ['owner'] },
  'audit.list': { kind: 'query', input: {}, roles: money },
  'audit.verify': { kind: 'query', roles: money },
  'commission.queue': { kind: 'query', input: {}, roles: money },
  'commission.list': { kind: 'query', input: {}, roles: money },
  'commission.get': { kind: 'query', input: id, roles: money },
  'commission.unproposed': { kind: 'query', roles: money },
  'commission.approve': { kind: 'mutation', input: { entryIds: [NOBODY] }, roles: ['finance'] },
  'commission.reject': {
    kind: 'mutation',
    input: { entryIds: [NOBODY], reason: 'other' },
    roles: ['finance'],
  },
  'commission.hold': {
    kind: 'mutation',
    input: { commissionId: NOBODY, reason: 'matrix' },
    roles: ['finance'],
  },
  'commission.unhold': { kind: 'mutation', input: { commissionId: NOBODY }, roles: ['finance'] },
  'commission.propose': { kind: 'mutation', input: { referralIds: [NOBODY] }, roles: ['finance'] },
  'commission.optIn': { kind: 'mutation', input: { importId: NOBODY }, roles: ['finance'] },
  'customer.list': {
    kind: 'query',
    input: { text: '', order: 'newest', after: null, before: null, limit: 1 },
    roles: office,
  },
  'customer.search': { kind: 'query', input: { text: '王', limit: 1 }, roles: all },
  'customer.get': { kind: 'query', input: { customerId: NOBODY }, roles: office },
  'customer.timeline': {
    kind: 'query',
    input: { customerId: NOBODY, kinds: [], order: 'newest', limit: 1 },
    roles: office,
  },
  'customer.create': {
    kind: 'mutation',
    input: { externalId: 'matrix', name: 'Matrix', phone: null },
    roles: recorders,
  },
  'customer.change': {
    kind: 'mutation',
    input: { customerId: NOBODY, name: 'Matrix', phone: null },
    roles: ['owner', 'marketing'],
  },
  'customer.revealPhone': {
    kind: 'mutation',
    input: { customerId: NOBODY },
    roles: ['owner', 'marketing'],
  },
  'experience.record': {
    kind: 'mutation',
    input: { externalId: 'matrix', customer: { id: NOBODY } },
    roles: recorders,
  },
  'impact.byDay': {
    kind: 'query',
    input: { period, locationNo: null, momentNo: null },
    roles: office,
  },
  'impact.byMoment': {
    kind: 'query',
    input: { period, compare: 'none', locationNo: null },
    roles: office,
  },
  'impact.exposuresBehind': {
    kind: 'query',
    input: {
      period,
      locationNo: null,
      momentNo: null,
      outcome: 'share',
      only: 'all',
      cohort: 'all',
      cursor: null,
    },
    roles: office,
  },
  'impact.wordOfMouth': {
    kind: 'query',
    input: { period, locationNo: null, momentNo: 1 },
    roles: office,
  },
  'impact.worthIt': { kind: 'query', input: { period, locationNo: null }, roles: office },
  'import.list': { kind: 'query', input: { before: null }, roles: office },
  'import.get': { kind: 'query', input: { importId: NOBODY }, roles: office },
  'import.problems': {
    kind: 'query',
    input: { importId: NOBODY, outcome: null, afterRowNo: 0 },
    roles: office,
  },
  'import.profiles': { kind: 'query', roles: office },
  'import.preview': {
    kind: 'mutation',
    input: { importId: NOBODY, mapping },
    roles: ['owner', 'marketing'],
  },
  'import.check': {
    kind: 'mutation',
    input: { importId: NOBODY, mapping },
    roles: ['owner', 'marketing'],
  },
  'import.recordAtOnce': {
    kind: 'mutation',
    input: { importId: NOBODY, mapping },
    roles: ['owner', 'marketing'],
  },
  'import.run': {
    kind: 'mutation',
    input: { importId: NOBODY, applyChanges: false },
    roles: ['owner', 'marketing'],
  },
  'import.cancel': {
    kind: 'mutation',
    input: { importId: NOBODY },
    roles: ['owner', 'marketing'],
  },
  'import.takeBack': {
    kind: 'mutation',
    input: { importId: NOBODY },
    roles: ['owner', 'marketing'],
  },
  'import.saveProfile': {
    kind: 'mutation',
    input: { name: 'Matrix', mapping },
    roles: ['owner', 'marketing'],
  },
  'import.deleteProfile': {
    kind: 'mutation',
    input: { profileId: NOBODY },
    roles: ['owner', 'marketing'],
  },
  'invitation.create': {
    kind: 'mutation',
    input: { email: 'matrix@yunqi.example', role: 'auditor', locationId: null },
    roles: ['owner'],
  },
  'invitation.revoke': { kind: 'mutation', input: { invitationId: NOBODY }, roles: ['owner'] },
  'ledger.entries': { kind: 'query', input: {}, roles: money },
  'ledger.trial': { kind: 'query', input: {}, roles: money },
  'location.list': { kind: 'query', roles: all },
  'location.add': { kind: 'mutation', input: { name: 'Matrix' }, roles: ['owner'] },
  'location.rename': {
    kind: 'mutation',
    input: { locationId: NOBODY, name: 'Matrix' },
    roles: ['owner'],
  },
  'location.close': { kind: 'mutation', input: { locationId: NOBODY }, roles: ['owner'] },
  'location.reopen': { kind: 'mutation', input: { locationId: NOBODY }, roles: ['owner'] },
  'member.list': { kind: 'query', roles: ['owner', 'auditor'] },
  'member.change': {
    kind: 'mutation',
    input: { membershipId: NOBODY, role: 'finance', locationId: null, linkedCustomerId: null },
    roles: ['owner'],
  },
  'member.deactivate': { kind: 'mutation', input: { membershipId: NOBODY }, roles: ['owner'] },
  'member.reactivate': { kind: 'mutation', input: { membershipId: NOBODY }, roles: ['owner'] },
  'member.createPasswordLink': {
    kind: 'mutation',
    input: { membershipId: NOBODY },
    roles: ['owner'],
  },
  'organization.settings': { kind: 'query', roles: money },
  'organization.change': {
    kind: 'mutation',
    input: {
      // As the sample has them: the allowed call changes nothing.
      name: '云栖酒店 / Yunqi Hotels',
      defaultLocale: 'zh-CN',
      valleyScore: -3,
      secondApprovalMinor: 20_000n,
    },
    roles: ['owner'],
  },
  'payee.request': {
    kind: 'mutation',
    input: { entryId: NOBODY, locale: 'en' },
    roles: ['finance'],
  },
  'payee.reveal': { kind: 'mutation', input: id, roles: ['owner', 'finance'] },
  'payee.form': {
    kind: 'query',
    input: { secret: 'A'.repeat(43), locale: 'en' },
    roles: 'anyone',
  },
  'payee.submit': {
    kind: 'mutation',
    input: {
      secret: 'A'.repeat(43),
      locale: 'en',
      name: 'Nobody',
      bankName: 'None',
      account: '000000',
      consent: true,
      isEmployee: false,
      isPublicOfficial: false,
      isMedicalStaff: false,
      isBuyersEmployee: false,
    },
    roles: 'anyone',
  },
  'payout.list': { kind: 'query', input: {}, roles: money },
  'payout.get': { kind: 'query', input: id, roles: money },
  'payout.payable': { kind: 'query', input: { currency: 'CNY' }, roles: money },
  'payout.draft': {
    kind: 'mutation',
    input: { currency: 'CNY', customerIds: [NOBODY] },
    roles: ['finance'],
  },
  'payout.freeze': { kind: 'mutation', input: id, roles: ['finance'] },
  'payout.release': { kind: 'mutation', input: id, roles: ['owner', 'finance'] },
  'payout.cancel': { kind: 'mutation', input: id, roles: ['owner', 'finance'] },
  'payout.export': { kind: 'mutation', input: id, roles: ['finance'] },
  'payout.settle': {
    kind: 'mutation',
    input: { lineId: NOBODY, outcome: 'settled' },
    roles: ['finance'],
  },
  'policy.list': { kind: 'query', roles: money },
  'policy.draft': {
    kind: 'mutation',
    input: {
      id: NOBODY,
      name: 'Matrix',
      kind: 'flat',
      currency: 'CNY',
      flatMinor: 1n,
      effectiveFrom: new Date('2100-01-01'),
    },
    roles: ['finance'],
  },
  'policy.seal': { kind: 'mutation', input: id, roles: ['owner'] },
  'profile.change': { kind: 'mutation', input: { name: '' }, roles: all },
  'profile.setPreferences': { kind: 'mutation', input: {}, roles: all },
  'record.choices': { kind: 'query', roles: recorders },
  'record.answerWorthIt': { kind: 'mutation', input: { answers: [{}] }, roles: recorders },
  'referral.list': { kind: 'query', input: {}, roles: office },
  'referral.get': { kind: 'query', input: id, roles: office },
  'referral.funnel': { kind: 'query', input: { period }, roles: office },
  'referral.overTime': { kind: 'query', input: { period, bucket: 'month' }, roles: office },
  'referral.claim': { kind: 'mutation', input: { claims: [claim] }, roles: recorders },
  'referral.advance': {
    kind: 'mutation',
    input: { steps: [{ referralId: NOBODY, to: 'confirmed', occurredAt: new Date(0) }] },
    roles: recorders,
  },
  'referral.void': {
    kind: 'mutation',
    input: { id: NOBODY, reason: 'other' },
    roles: ['owner', 'marketing'],
  },
  'referral.keep': { kind: 'mutation', input: { ids: [NOBODY] }, roles: ['owner', 'finance'] },
  'shell.today': { kind: 'query', roles: all },
  'webhook.overview': { kind: 'query', roles: ['owner', 'auditor'] },
  'webhook.deliveries': { kind: 'query', input: {}, roles: ['owner', 'auditor'] },
  'webhook.delivery': {
    kind: 'query',
    input: { deliveryId: NOBODY },
    roles: ['owner', 'auditor'],
  },
  'webhook.receipts': { kind: 'query', input: {}, roles: ['owner', 'auditor'] },
  'webhook.addEndpoint': {
    kind: 'mutation',
    // Refused after the role: it leads inside.
    input: { url: 'https://10.0.0.1/', eventTypes: ['share.recorded'] },
    roles: ['owner'],
  },
  'webhook.changeEndpoint': {
    kind: 'mutation',
    input: { endpointId: NOBODY, url: 'https://10.0.0.1/', eventTypes: ['share.recorded'] },
    roles: ['owner'],
  },
  'webhook.switchEndpoint': {
    kind: 'mutation',
    input: { endpointId: NOBODY, isEnabled: true },
    roles: ['owner'],
  },
  'webhook.removeEndpoint': { kind: 'mutation', input: { endpointId: NOBODY }, roles: ['owner'] },
  'webhook.rotateEndpoint': { kind: 'mutation', input: { endpointId: NOBODY }, roles: ['owner'] },
  'webhook.sendTest': { kind: 'mutation', input: { endpointId: NOBODY }, roles: ['owner'] },
  'webhook.replay': { kind: 'mutation', input: { deliveryId: NOBODY }, roles: ['owner'] },
  'webhook.replayFailed': {
    kind: 'mutation',
    input: { endpointId: NOBODY, since: new Date(0) },
    roles: ['owner'],
  },
  'webhook.addSource': { kind: 'mutation', input: { name: 'Matrix' }, roles: ['owner'] },
  'webhook.switchSource': {
    kind: 'mutation',
    input: { sourceId: NOBODY, isEnabled: false },
    roles: ['owner'],
  },
  'webhook.rotateSource': { kind: 'mutation', input: { sourceId: NOBODY }, roles: ['owner'] },
  'webhook.replayReceipt': { kind: 'mutation', input: { receiptId: NOBODY }, roles: ['owner'] },
}

test('every call of the inside door stands in the matrix', () => {
  const procedures = Object.keys(appRouter._def.procedures)
  expect(Object.keys(CALLS).toSorted()).toEqual(procedures.toSorted())
})

for (const role of [...ROLES, null] as const)
  test(`${role ?? 'nobody'} gets no further than allowed, around the screens`, async ({
    as,
    baseURL,
  }) => {
    const cookie = role ? await cookieOf(await as(nameOf(role))) : ''
    const wrong: string[] = []
    for (const [path, call] of Object.entries(CALLS)) {
      const code = await codeOf({ path, call, cookie, baseURL: baseURL ?? '' })
      const isAllowed = call.roles === 'anyone' || (role !== null && call.roles.includes(role))
      const expected = isAllowed ? 'let in' : role ? 'FORBIDDEN' : 'UNAUTHORIZED'
      const isRight = isAllowed
        ? !['FORBIDDEN', 'UNAUTHORIZED', 'INTERNAL_SERVER_ERROR'].includes(code)
        : code === expected
      if (!isRight) wrong.push(`${path}: ${code}, not ${expected}`)
    }
    expect(wrong).toEqual([])
  })

function nameOf(role: Role): ActorName {
  const name = (['owner', 'finance', 'marketing', 'staff', 'auditor'] as const).find(
    (one) => personOf(one).role === role,
  )
  if (!name) throw new Error(`no sample sign-in for ${role}`)
  return name
}

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

type Asked = { path: string; call: Call; cookie: string; baseURL: string }

/** 'ok', or the code of the refusal. */
async function codeOf({ path, call, cookie, baseURL }: Asked): Promise<string> {
  const client = createTRPCUntypedClient<AppRouter>({
    links: [
      httpLink({
        url: `${baseURL}/api/trpc`,
        transformer: superjson,
        headers: { cookie, origin: baseURL },
      }),
    ],
  })
  try {
    // The table's inputs are as untyped as an attacker's.
    await client[call.kind](path, call.input)
    return 'ok'
  } catch (error) {
    return error instanceof TRPCClientError ? String(error.data?.code) : String(error)
  }
}
