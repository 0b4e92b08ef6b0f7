import { instantOf } from './calendar.ts'
import type { SampleExperience } from './experiences.ts'
import type { Random } from './random.ts'
import type { Stay } from './stays.ts'
import { lateComplaints, lateShares, notStated } from './truths.ts'

export type SampleShare = {
  externalId: string
  stay: Stay
  /** Null names no moment. */
  momentNo: number | null
  at: Date
  channel: 'photo' | 'feed' | 'group' | 'one-to-one' | 'review' | 'in-person'
  valence: -1 | 0 | 1
  isPublic: boolean
  reach: number | null
  proof: 'traced' | 'reported'
  note: string | null
}

export type SampleComplaint = {
  externalId: string
  stay: Stay
  momentNo: number | null
  at: Date
  severity: 1 | 2 | 3
  isPublic: boolean
  reach: number | null
  note: string | null
}

export type Voice = { shares: SampleShare[]; complaints: SampleComplaint[] }

const day = 86_400_000

/** What became of a stay's experiences: within the rate horizon, and sometimes long after. */
export function voiceOf(random: Random, stay: Stay, experiences: SampleExperience[]): Voice {
  const voice: Voice = { shares: [], complaints: [] }
  for (const experience of experiences) {
    if (experience.leadsToShare) {
      tellShare(random, voice, experience, lag(random, 3, 29))
      if (random.chance(0.03)) tellShare(random, voice, experience, lag(random, 9, 29))
      if (random.chance(lateShares)) tellShare(random, voice, experience, 31 + 200 * random.next())
    }
    if (experience.leadsToComplaint) {
      tellComplaint(random, voice, experience, lag(random, 1.2, 13))
      if (random.chance(lateComplaints)) {
        tellComplaint(random, voice, experience, 15 + 60 * random.next())
      }
    }
  }
  addNotStated(random, voice, stay)
  return voice
}

/** Days between the moment and its telling: most soon, none after the limit. */
function lag(random: Random, mean: number, limit: number): number {
  return Math.min(limit * random.next(), random.exponential(mean))
}

function tellShare(random: Random, voice: Voice, of: SampleExperience, lagDays: number): void {
  const at = new Date(of.at.getTime() + 600_000 + Math.round(lagDays * day))
  voice.shares.push(share(random, { voice, stay: of.stay, momentNo: of.momentNo, at }))
}

function share(
  random: Random,
  of: { voice: Voice; stay: Stay; momentNo: number | null; at: Date },
): SampleShare {
  const channel = random.weighted(channels[of.momentNo ?? 0] ?? usualChannels)
  const isPublic = channel === 'review' || (channel === 'feed' && random.chance(0.3))
  return {
    externalId: `${of.stay.externalId}-V${of.voice.shares.length + 1}`,
    stay: of.stay,
    momentNo: of.momentNo,
    at: of.at,
    channel,
    valence: random.chance(0.1) ? 0 : 1,
    isPublic,
    reach: isPublic || channel === 'group' ? Math.round(5 + random.exponential(60)) : null,
    proof: random.chance(0.2) ? 'traced' : 'reported',
    note: null,
  }
}

/** Most complaints are made to us; some customers say it in public instead, a few do both. */
function tellComplaint(random: Random, voice: Voice, of: SampleExperience, lagDays: number): void {
  const at = new Date(of.at.getTime() + 300_000 + Math.round(lagDays * day))
  const way = random.weighted([
    ['us', 82],
    ['public', 12],
    ['both', 6],
  ])
  if (way !== 'us') {
    const told = share(random, { voice, stay: of.stay, momentNo: of.momentNo, at })
    const channel = random.pick(['review', 'feed'])
    const reach = Math.round(20 + random.exponential(180))
    voice.shares.push({ ...told, channel, valence: -1, isPublic: true, reach })
  }
  if (way === 'public') return
  voice.complaints.push({
    externalId: `${of.stay.externalId}-B${voice.complaints.length + 1}`,
    stay: of.stay,
    momentNo: of.momentNo,
    at,
    severity: random.weighted([
      [1, 35],
      [2, 50],
      [3, 15],
    ]),
    isPublic: false,
    reach: null,
    note: random.chance(0.3) ? of.note : null,
  })
}

function addNotStated(random: Random, voice: Voice, stay: Stay): void {
  const at = instantOf(stay.departureDay, stay.departureMinute + random.whole(60, 8 * 24 * 60))
  if (random.chance(notStated.shareRate)) {
    voice.shares.push(share(random, { voice, stay, momentNo: null, at }))
  }
  if (random.chance(notStated.complaintRate)) {
    voice.complaints.push({
      externalId: `${stay.externalId}-B${voice.complaints.length + 1}`,
      stay,
      momentNo: null,
      at,
      severity: random.weighted([
        [1, 50],
        [2, 40],
        [3, 10],
      ]),
      isPublic: random.chance(0.15),
      reach: null,
      note: null,
    })
  }
}

type Channels = readonly [Choice, ...Choice[]]
type Choice = readonly [channel: SampleShare['channel'], weight: number]

const usualChannels: Channels = [
  ['photo', 10],
  ['feed', 22],
  ['group', 20],
  ['one-to-one', 24],
  ['review', 10],
  ['in-person', 14],
]

/** Rooms and lobbies are photographed; the bottles are told face to face. */
const channels: Readonly<Partial<Record<number, Channels>>> = {
  5: [
    ['photo', 45],
    ['feed', 25],
    ['group', 10],
    ['one-to-one', 8],
    ['review', 5],
    ['in-person', 7],
  ],
  9: [
    ['photo', 32],
    ['feed', 28],
    ['group', 14],
    ['one-to-one', 10],
    ['review', 9],
    ['in-person', 7],
  ],
  14: [
    ['photo', 16],
    ['feed', 20],
    ['group', 18],
    ['one-to-one', 20],
    ['review', 6],
    ['in-person', 20],
  ],
}
