import { describe, expect, test } from 'vitest'
import { type Actor, authorize, sessionOf } from '../actor.ts'
import { can, type Permission } from '../permission.ts'
import { ROLES } from '../role.ts'
import { SCOPES } from './scope.ts'

const key = (scopes: Extract<Actor, { kind: 'key' }>['scopes']): Actor => ({
  kind: 'key',
  organizationId: '00000000-0000-4000-8000-000000000000',
  keyId: '00000000-0000-4000-8000-000000000001',
  scopes,
  requestId: 'r',
})

const MONEY: Permission[] = [
  'commission.read',
  'commission.propose',
  'commission.approve',
  'policy.read',
  'payee.reveal',
  'payout.read',
  'payout.release',
  'payout.settle',
  'ledger.read',
  'referral.keep',
  'api-key.change',
  'member.change',
  'customer.read',
  'customer.reveal',
]

describe('scopes of a key', () => {
  test('each opens its own act and no other noun', () => {
    expect(() => authorize(key(['shares:write']), 'share.record')).not.toThrow()
    expect(() => authorize(key(['shares:write']), 'experience.record')).toThrow('forbidden')
    expect(() => authorize(key([]), 'share.record')).toThrow('forbidden')
  })

  test.each(MONEY)('all of them together do not open %s', (permission) => {
    expect(() => authorize(key(SCOPES), permission)).toThrow('forbidden')
    expect(ROLES.some((role) => can(role, permission))).toBe(true)
  })

  test('a key has no session, so nothing that only a person may do', () => {
    expect(() => sessionOf(key(SCOPES))).toThrow('forbidden')
  })
})
