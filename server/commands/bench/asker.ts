import { once } from 'node:events'
import type { DatabaseUrls } from '#prisma/database-urls.ts'
import type { AskAnswer, AskMessage } from './ask-process.ts'
import { startProcess } from './run-process.ts'

/** A process that asks the reports of one data set. */
export type Asker = {
  names: () => Promise<{ name: string; kind: string }[]>
  /** Milliseconds of each run. */
  ask: (name: string, runs: number) => Promise<number[]>
  end: () => Promise<void>
}

/** Starts an asker and waits until its people have signed in. */
export async function startAsker(
  urls: DatabaseUrls,
  lastDay: string,
  output: 'ignore' | 'silent' = 'ignore',
): Promise<Asker> {
  const child = startProcess('bench/ask-process.ts', [lastDay], urls, output)
  const exit = once(child, 'exit')
  // Telling something to a process that was killed; whoever asks learns it by the exit.
  child.on('error', () => undefined)
  const next = async (): Promise<AskAnswer> => {
    const ended = exit.then(([code]): never => {
      throw new Error(`The asker ended (code ${code}).`)
    })
    const [answer] = await Promise.race([once(child, 'message'), ended])
    if ('error' in answer) throw new Error(answer.error)
    return answer
  }
  const tell = async (message: AskMessage) => {
    child.send(message)
    return next()
  }
  await next()
  return {
    names: async () => {
      const answer = await tell({ act: 'list' })
      return 'names' in answer ? answer.names : []
    },
    ask: async (name, runs) => {
      const answer = await tell({ act: 'ask', name, runs })
      return 'milliseconds' in answer ? answer.milliseconds : []
    },
    end: async () => {
      if (child.connected) child.send({ act: 'end' })
      await exit
    },
  }
}
