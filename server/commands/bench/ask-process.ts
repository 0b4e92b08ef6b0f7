import { closeDatabase } from '#server/db/client.ts'
import { lastInstantOf } from './build-data-set.ts'
import { openOwner } from './open-owner.ts'
import { signIn } from './people.ts'
import { gatherSubjects, questionsOf } from './questions.ts'

// Answers the bench: `list` tells the questions, `ask` runs one of them so many times and tells the milliseconds of each run.

export type AskMessage =
  | { act: 'list' }
  | { act: 'ask'; name: string; runs: number }
  | { act: 'end' }
export type AskAnswer =
  | { names: { name: string; kind: string }[] }
  | { milliseconds: number[] }
  | { error: string }

const owner = await openOwner(process.env.DATABASE_URL ?? '')
const subjects = await gatherSubjects(owner)
await owner.end()
const people = await signIn()
const questions = questionsOf({ ...subjects, people, now: lastInstantOf(process.argv[2] ?? '') })
let turn = 0

async function answer(message: AskMessage): Promise<AskAnswer> {
  if (message.act === 'list') return { names: questions.map(({ name, kind }) => ({ name, kind })) }
  if (message.act === 'end') throw new Error('Nothing more is asked.')
  const question = questions.find(({ name }) => name === message.name)
  if (!question) return { error: `Nobody asks ${message.name}.` }
  const milliseconds: number[] = []
  for (let run = 0; run < message.runs; run += 1) {
    const began = performance.now()
    await question.ask(turn)
    milliseconds.push(performance.now() - began)
    turn += 1
  }
  return { milliseconds }
}

process.on('message', (message: AskMessage) => {
  if (message.act === 'end') {
    void closeDatabase().then(() => process.exit(0))
    return
  }
  answer(message).then(
    (told) => process.send?.(told),
    (error: unknown) =>
      process.send?.({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  )
})
process.on('disconnect', () => process.exit(0))
// Between two questions nothing else keeps the process alive.
process.channel?.ref()
process.send?.({ names: [] })
