import { hash } from 'node:crypto'
import type { Cell } from './array-literal.ts'

/** 16 bytes, in hex, over what a fact says in resolved form, so that other spellings of one moment are the same content. */
export function contentHash(parts: readonly Cell[]): string {
  const text = JSON.stringify(parts.map((part) => (typeof part === 'bigint' ? `${part}` : part)))
  return hash('sha256', text, 'hex').slice(0, 32)
}

/** Of a customer that a fact named before any file described them: what comes next fills it in. */
export const PLACEHOLDER_HASH = '0'.repeat(32)
