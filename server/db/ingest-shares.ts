import type { FactBatch } from '../domain/fact/batch.ts'
import { ShareItem } from '../domain/share/input.ts'
import type { Ingested } from './fact-audit.ts'
import type { FactTx } from './fact-transaction.ts'
import { ingestVoices, type VoiceNoun } from './ingest-voices.ts'

const SHARES: VoiceNoun<ShareItem> = {
  kind: 'share',
  table: 'shares',
  shape: ShareItem,
  columns: {
    channel: { type: 'text', cell: (item) => item.channel },
    valence: { type: 'smallint', cell: (item) => item.valence },
    is_public: { type: 'boolean', cell: (item) => item.isPublic },
    reach: { type: 'integer', cell: (item) => item.reach },
    proof: { type: 'text', cell: (item) => item.proof },
  },
}

export async function ingestShares(tx: FactTx, batch: FactBatch, now: Date): Promise<Ingested> {
  return ingestVoices(tx, SHARES, batch, now)
}
