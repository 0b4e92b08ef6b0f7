import type { EmotionCode } from '#server/domain/moment/emotion.ts'
import { dayOf, instantOf, isWeekend, monthStart } from './calendar.ts'
import { noteOf } from './notes.ts'
import type { Random } from './random.ts'
import type { Stay } from './stays.ts'
import {
  bottles,
  type MomentTruth,
  missingScores,
  momentTruths,
  slip,
  weekendBreakfast,
} from './truths.ts'

/** A customer lived through a moment, and what it led to: decided here, told as shares and complaints in voice.ts. */
export type SampleExperience = {
  externalId: string
  stay: Stay
  momentNo: number
  at: Date
  score: number | null
  emotion: EmotionCode | null
  note: string | null
  staffRef: string | null
  leadsToShare: boolean
  leadsToComplaint: boolean
}

/** The recorded moments of a stay, in order of time. */
export function experiencesOf(random: Random, stay: Stay, today: number): SampleExperience[] {
  const mood = random.normal(0, 0.7)
  const found: SampleExperience[] = []
  for (const [index, moment] of momentTruths.entries()) {
    if (!random.chance(moment.reach)) continue
    const momentNo = index + 1
    const at = timeOf(random, stay, momentNo)
    const truth = truthAt(moment, { momentNo, locationNo: stay.locationNo, day: dayOf(at), today })
    found.push(makeExperience(random, { stay, momentNo, at, truth, mood }))
  }
  return found.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** A moment's behaviour at one place on one day: the planted changes over the steady state. */
function truthAt(
  steady: MomentTruth,
  at: { momentNo: number; locationNo: number; day: number; today: number },
): MomentTruth {
  if (at.momentNo === bottles.momentNo && at.day >= monthStart(at.today, bottles.monthsAgo)) {
    const scoreMean = steady.scoreMean + bottles.scoreGain
    return { ...steady, shareRate: bottles.shareRate, scoreMean }
  }
  const isHere = at.momentNo === slip.momentNo && at.locationNo === slip.locationNo
  if (isHere && at.day >= monthStart(at.today, slip.monthsAgo)) return worse(steady, slip)
  if (at.momentNo === weekendBreakfast.momentNo && isWeekend(at.day)) {
    return worse(steady, weekendBreakfast)
  }
  return steady
}

function worse(
  steady: MomentTruth,
  by: { shareRate: number; complaintRate: number; scoreLoss: number },
): MomentTruth {
  const { shareRate, complaintRate } = by
  return { ...steady, shareRate, complaintRate, scoreMean: steady.scoreMean - by.scoreLoss }
}

function makeExperience(
  random: Random,
  of: { stay: Stay; momentNo: number; at: Date; truth: MomentTruth; mood: number },
): SampleExperience {
  const { stay, momentNo, at, truth } = of
  // The outcome comes first and moves the score, so that rates stay what truths.ts says.
  const leadsToShare = random.chance(truth.shareRate)
  const leadsToComplaint = random.chance(truth.complaintRate)
  const moved = (leadsToShare ? 1.3 : 0) - (leadsToComplaint ? 3.4 : 0)
  const felt = random.normal(truth.scoreMean + of.mood + moved, truth.scoreDeviation)
  const score = Math.max(-5, Math.min(5, Math.round(felt)))
  const isScored = leadsToComplaint || !random.chance(missingScores)
  return {
    externalId: `${stay.externalId}-${momentNo}`,
    stay,
    momentNo,
    at,
    score: isScored ? score : null,
    emotion: random.chance(0.4) ? emotionOf(random, score) : null,
    note: noteOf(random, { momentNo, score, isForeign: stay.customer.isForeign }),
    staffRef: random.chance(0.7) ? `${'HWG'[stay.locationNo - 1]}${random.whole(101, 112)}` : null,
    leadsToShare,
    leadsToComplaint,
  }
}

function emotionOf(random: Random, score: number): EmotionCode {
  if (score >= 4)
    return random.weighted([
      ['delighted', 5],
      ['moved', 3],
      ['surprised', 2],
    ])
  if (score >= 2)
    return random.weighted([
      ['content', 6],
      ['amused', 2],
      ['relieved', 1],
    ])
  if (score >= 0)
    return random.weighted([
      ['indifferent', 6],
      ['content', 2],
      ['confused', 1],
    ])
  if (score >= -2)
    return random.weighted([
      ['disappointed', 5],
      ['anxious', 3],
      ['confused', 2],
    ])
  return random.weighted([
    ['angry', 5],
    ['disappointed', 3],
    ['tearful', 1],
  ])
}

function timeOf(random: Random, stay: Stay, momentNo: number): Date {
  const arrival = (minutes: number) => instantOf(stay.arrivalDay, stay.arrivalMinute + minutes)
  const departure = (minutes: number) =>
    instantOf(stay.departureDay, stay.departureMinute + minutes)
  const night = random.whole(1, stay.departureDay - stay.arrivalDay)
  const morning = (from: number, until: number) =>
    instantOf(stay.arrivalDay + night, random.whole(from, until))
  switch (momentNo) {
    case 1:
      return instantOf(stay.bookedDay, stay.bookedMinute)
    case 2:
      return arrival(-random.whole(25, 55))
    case 10:
      return morning(5 * 60 + 45, 6 * 60 + 45)
    case 11:
      return arrival(random.whole(50, 140))
    case 12:
      return morning(6 * 60 + 50, 7 * 60 + 55)
    case 13:
      return departure(0)
    case 14:
      return departure(random.whole(4, 20))
    default:
      return arrival((momentNo - 3) * 4 + random.whole(0, 3))
  }
}
