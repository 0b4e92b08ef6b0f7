import { ComplaintItem } from '../domain/complaint/input.ts'
import type { FactBatch } from '../domain/fact/batch.ts'
import type { Ingested } from './fact-audit.ts'
import type { FactTx } from './fact-transaction.ts'
import { ingestVoices, type VoiceNoun } from './ingest-voices.ts'

const COMPLAINTS: VoiceNoun<ComplaintItem> = {
  kind: 'complaint',
  table: 'complaints',
  shape: ComplaintItem,
  columns: {
    severity: { type: 'smallint', cell: (item) => item.severity },
    is_public: { type: 'boolean', cell: (item) => item.isPublic },
    reach: { type: 'integer', cell: (item) => item.reach },
  },
}

export async function ingestComplaints(tx: FactTx, batch: FactBatch, now: Date): Promise<Ingested> {
  return ingestVoices(tx, COMPLAINTS, batch, now)
}
