import { randomUUID } from 'node:crypto'
import { letOthersIn, letOwnerIn, type SamplePeople } from '#prisma/seed/sample-people.ts'
import { commandLine, uuidOf } from '#prisma/seed/sample-run.ts'
import { sampleSignIns } from '#prisma/seed/sample-sign-ins.ts'
import { auth } from '#server/auth/auth.ts'
import { resolveActor } from '#server/auth/resolve-actor.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { addLocation } from '#server/operations/location/add-location.ts'
import { createOrganization } from '#server/operations/organization/create-organization.ts'
import { addProduct } from '#server/operations/product/add-product.ts'
import { beginSample } from '#server/operations/sample/begin-sample.ts'
import { listSamples } from '#server/operations/sample/list-samples.ts'
import { PLACES } from './scaffold.ts'

/** In every data set: the same seed makes the same bytes. */
export const BUSINESS = {
  organizationId: uuidOf('bench organization'),
  namespace: uuidOf('bench namespace'),
  timeZone: 'Asia/Shanghai',
  products: [
    { code: 'ROOM', name: '标准间 Standard room', refundWindowDays: 7 },
    { code: 'SUITE', name: '套房 Suite', refundWindowDays: 14 },
  ],
} as const

export type BenchPeople = Record<
  'owner' | 'finance' | 'finance2' | 'marketing' | 'staff',
  MemberActor
>

/** Makes the business and its people by the operations; a second call finds them. */
export async function makeBusiness(): Promise<void> {
  const command = commandLine(BUSINESS.organizationId)
  if ((await listSamples(command)).length > 0) return
  await beginSample(command)
  const { invitationToken } = await createOrganization(
    command,
    {
      name: 'Bench Hotels',
      timeZone: BUSINESS.timeZone,
      currency: 'CNY',
      defaultLocale: 'zh-CN',
      ownerEmail: sampleSignIns[0]?.email ?? '',
      template: 'hotel',
    },
    new Date(),
    { factNamespace: BUSINESS.namespace },
  )
  const owner = await letOwnerIn(invitationToken)
  const places = new Map<string, string>()
  for (const name of PLACES) places.set(name, (await addLocation(owner.actor, { name })).id)
  for (const product of BUSINESS.products) await addProduct(owner.actor, product)
  const people: SamplePeople = await letOthersIn(owner, places, new Date())
  await people.signOut()
}

/** Signs everybody in, as a page of theirs would be asked for. */
export async function signIn(): Promise<BenchPeople> {
  const entries: [string, MemberActor][] = []
  for (const { key, email, password } of sampleSignIns) {
    const { headers } = await auth().api.signInEmail({
      body: { email, password },
      returnHeaders: true,
    })
    const cookie = headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    const actor = await resolveActor(new Headers({ cookie }), randomUUID())
    if (!actor) throw new Error(`${email} could not sign in.`)
    entries.push([key, actor])
  }
  const person = (key: string) => {
    const actor = entries.find(([of]) => of === key)?.[1]
    if (!actor) throw new Error(`Nobody is ${key}.`)
    return actor
  }
  return {
    owner: person('owner'),
    finance: person('finance'),
    finance2: person('finance2'),
    marketing: person('marketing'),
    staff: person('staff'),
  }
}
