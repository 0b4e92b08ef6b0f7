/** A number of which only the last four digits are known: ****1234. */
export function formatMaskedPhone(last4: string): string {
  return `****${last4}`
}

/** A whole number as it is read aloud: +86 138 0000 1234 for a Chinese mobile, others as they are. */
export function formatPhone(phone: string): string {
  return phone.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '+86 $1 $2 $3')
}
