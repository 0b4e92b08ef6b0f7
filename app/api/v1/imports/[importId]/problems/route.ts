import { answerImportProblems } from '#server/api/rest/import-problems.ts'

export const dynamic = 'force-dynamic'

type At = { params: Promise<{ importId: string }> }

export async function GET(request: Request, { params }: At): Promise<Response> {
  return answerImportProblems(request, (await params).importId)
}
