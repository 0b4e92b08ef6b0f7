let kept: string | undefined

/**
 * The nonce under which this document was answered. A later answer of the same visit carries a nonce of its own, which
 * the document's policy does not know.
 */
export function documentNonce(ofThisAnswer: string): string {
  if (typeof window === 'undefined') return ofThisAnswer
  if (kept === undefined) {
    kept = ofThisAnswer
    // What keeps the page from scrolling behind a dialog writes a style of its own, and looks for its nonce here.
    Object.assign(window, { __webpack_nonce__: kept })
  }
  return kept
}
