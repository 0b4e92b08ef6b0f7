import { answerHealth } from '#server/api/rest/health.ts'

export const dynamic = 'force-dynamic'

export function GET(): Promise<Response> {
  return answerHealth()
}
