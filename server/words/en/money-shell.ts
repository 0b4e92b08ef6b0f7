/** The part of the shell that only those who may see money receive. */
export const moneyShell = {
  group: 'Thank-yous',
  pages: {
    commissions: 'Commissions',
    payouts: 'Payouts',
    policy: 'Policy',
    ledger: 'Ledger',
  },
  today: {
    approve: '{count, plural, one {<b>#</b> to approve} other {<b>#</b> to approve}}',
    release: '{count, plural, one {<b>#</b> batch to release} other {<b>#</b> batches to release}}',
  },
  secondApproval: 'A second approval from this amount on',
  secondApprovalHint: 'Empty: one approval is enough.',
}
