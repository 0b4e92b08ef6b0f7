import { databaseHealth } from '#server/reports/database-health.ts'

export async function answerHealth(): Promise<Response> {
  const status = await databaseHealth()
  const headers = { 'cache-control': 'no-store' }
  return Response.json({ status }, { status: status === 'ok' ? 200 : 503, headers })
}
