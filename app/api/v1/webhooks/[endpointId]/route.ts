import { answerWebhook } from '#server/api/rest/webhook-inbound.ts'

export const dynamic = 'force-dynamic'

export async function POST(
  request: Request,
  { params }: { params: Promise<{ endpointId: string }> },
): Promise<Response> {
  return answerWebhook(request, (await params).endpointId)
}
