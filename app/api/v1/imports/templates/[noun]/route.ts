import { answerImportTemplate } from '#server/api/rest/import-template.ts'

type At = { params: Promise<{ noun: string }> }

export async function GET(request: Request, { params }: At): Promise<Response> {
  return answerImportTemplate(request, (await params).noun)
}
