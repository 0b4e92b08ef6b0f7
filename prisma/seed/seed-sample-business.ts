import { randomUUID } from 'node:crypto'
import { addLocation } from '#server/operations/location/add-location.ts'
import { changeOrganization } from '#server/operations/organization/change-organization.ts'
import { createOrganization } from '#server/operations/organization/create-organization.ts'
import { removeOrganization } from '#server/operations/organization/remove-organization.ts'
import { addProduct } from '#server/operations/product/add-product.ts'
import { mergeRollups } from '#server/operations/rollup/merge-rollups.ts'
import { analyzeSample } from '#server/operations/sample/analyze-sample.ts'
import { beginSample } from '#server/operations/sample/begin-sample.ts'
import { listSamples } from '#server/operations/sample/list-samples.ts'
import { moveSampleClock } from '#server/operations/sample/move-sample-clock.ts'
import { hotelNames } from './enter-facts.ts'
import { enterWorld } from './enter-world.ts'
import { letOthersIn, letOwnerIn } from './sample-people.ts'
import { commandLine, uuidOf } from './sample-run.ts'
import { sampleSignIns } from './sample-sign-ins.ts'
import { dayNumber, dayOf, dayText, instantOf } from './world/calendar.ts'
import { sampleProducts } from './world/orders.ts'
import { makeWorld } from './world/world.ts'

const hotels = '云栖酒店 / Yunqi Hotels'

/** Empty, for files that people import. It comes last: where it is, the sample is whole. */
const airlines = 'US airlines'

/** Whether the sample was made to its end; a run that was killed left a part of it. */
export async function isSampleComplete(): Promise<boolean> {
  const samples = await listSamples(commandLine(randomUUID()))
  return samples.some(({ name }) => name === airlines)
}

/**
 * Makes the sample business through the operations, as if it had been recorded while it happened, and an empty second organization.
 * Where it is whole already, nothing changes; where a run was killed half-way, it begins anew.
 *
 * @param today the instant that counts as now: later things have not happened. The same day gives the same world.
 * @param scale 1 is the full sample of about 20 000 customers; 0.02 is enough to see every state
 */
export async function seedSampleBusiness(of: { today: Date; scale: number }): Promise<void> {
  if (await isSampleComplete()) return
  const command = commandLine(randomUUID())
  for (const { id } of await listSamples(command)) await removeOrganization(commandLine(id))
  await beginSample(command)
  try {
    await makeHotels(of)
    await makeAirlines(of.today)
    await mergeRollups(command)
    // The first page shall be as quick as the second.
    await analyzeSample(command)
  } finally {
    await moveSampleClock(command, null)
  }
}

async function makeHotels({ today, scale }: { today: Date; scale: number }): Promise<void> {
  const day = dayText(dayOf(today))
  const world = makeWorld({ today: day, until: today, scale })
  const lastDay = dayNumber(day)
  const firstDay = lastDay - 730
  const command = commandLine(uuidOf(`hotels ${day}`))
  await moveSampleClock(command, instantOf(firstDay - 40, 9 * 60))
  const { invitationToken } = await createOrganization(
    command,
    {
      name: hotels,
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      defaultLocale: 'zh-CN',
      ownerEmail: ownerEmail(),
      template: 'hotel',
    },
    new Date(),
    { factNamespace: uuidOf(`namespace ${day}`) },
  )
  const owner = await letOwnerIn(invitationToken)
  const locations = new Map<string, string>()
  for (const name of hotelNames) locations.set(name, (await addLocation(owner.actor, { name })).id)
  for (const product of sampleProducts) await addProduct(owner.actor, product)
  await changeOrganization(owner.actor, {
    name: hotels,
    defaultLocale: 'zh-CN',
    valleyScore: -3,
    secondApprovalMinor: 20_000n,
  })
  const people = await letOthersIn(owner, locations, new Date())
  await enterWorld({
    world,
    people,
    command,
    firstDay,
    lastDay,
    until: today,
    customers: new Map(),
    experiences: new Map(),
    referrals: new Map(),
    forms: new Map(),
    payees: new Set(),
  })
  await people.signOut()
}

/** The same owner's second business, so that switching can be tried and a file of airlines has a place. */
async function makeAirlines(today: Date): Promise<void> {
  const day = dayText(dayOf(today))
  const command = commandLine(uuidOf(`airlines ${day}`))
  await moveSampleClock(command, today)
  const { invitationToken } = await createOrganization(
    command,
    {
      name: airlines,
      timeZone: 'UTC',
      currency: 'USD',
      defaultLocale: 'en',
      ownerEmail: ownerEmail(),
      template: null,
    },
    new Date(),
    { factNamespace: uuidOf(`airlines namespace ${day}`) },
  )
  const owner = await letOwnerIn(invitationToken)
  await owner.signOut()
}

function ownerEmail(): string {
  return sampleSignIns.find(({ key }) => key === 'owner')?.email ?? ''
}
