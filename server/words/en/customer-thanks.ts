export const customerThanks = {
  kind: 'Thanks',
  approved: {
    award: 'Thanks approved: {amount}',
    reversal: 'Thanks taken back: {amount}',
    adjustment: 'Thanks corrected: {amount}',
    reinstatement: 'Thanks given again: {amount}',
  },
  told: 'Was told of the thanks: {amount}',
}
