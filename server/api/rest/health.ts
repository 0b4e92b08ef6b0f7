import { databaseHealth } from '#server/reports/database-health.ts'

export async function answerHealth(): Promise<Response> {
  const health = await databaseHealth()
  const headers = { 'cache-control': 'no-store' }
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503, headers })
}
