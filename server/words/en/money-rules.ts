/** The rules that only those who may see money can run into. */
export const moneyRules = {
  'history-never-paid':
    'This referral comes from an earlier programme. It is kept as history and never paid here.',
  'import-not-opted-in':
    'This referral came with an import. Finance has to let that import propose first.',
  'terms-before-referral':
    'Terms were told before the referral. Nothing may be promised before, and so nothing is paid.',
  'no-policy-in-force':
    'No sealed policy in this currency was in force when the referral was kept.',
  'policy-not-sealed': 'The policy is not sealed yet.',
  'policy-sealed': 'A sealed policy never changes. Draft a new version.',
  'policy-starts-as-draft': 'A policy starts as a draft.',
  'policy-tiers-start-at-zero': 'The first tier has to begin at 0.',
  'policy-same-start': 'Another sealed version begins at the same time. Choose another beginning.',
  'policy-own-draft': 'Somebody else has to seal what you drafted.',
  'commission-self-approval': 'You proposed this entry, so somebody else has to decide it.',
  'commission-own-referral':
    'You are the referrer or the referee here, so somebody else has to decide.',
  'commission-on-hold': 'The commission is on hold. Release the hold first.',
  'reversal-pending':
    'A refund has proposed a reversal. Decide it first, or reject the award because its amount has changed.',
  'award-undecided':
    'The award itself is not decided yet. If it is not right any more, reject it because its amount has changed.',
  'entry-already-decided': 'This entry is already decided.',
  'entry-unknown': 'There is no such entry.',
  'entry-approved-by-you':
    'You have already approved this entry, so somebody else has to reject it.',
  'entry-needs-decision': 'The decisions that this entry needs are missing.',
  'entry-sum-out-of-range': 'More would be taken back than was awarded.',
  'entry-not-payable': 'Only approved entries of this payee can be on this line.',
  'reject-reason-not-possible': 'This reason does not fit this entry.',
  'posting-without-cause': 'A posting needs an approval or a payment as its cause.',
  'thanks-not-approved': 'Only an approved thank-you may be told to its customer.',
  'promise-in-neutral-text':
    'This text speaks of money or of a promise and cannot go to a customer.',
  'payee-employee': 'We may not pay a thank-you to our own employees.',
  'payee-public-official': 'We may not pay a thank-you to public officials.',
  'payee-medical-staff': 'We may not pay a thank-you to medical staff.',
  'payee-buyers-employee': 'We may not pay a thank-you to an employee of the buyer.',
  'payee-changed': 'A payee gave newer data. Cancel the batch and draft it anew.',
  'nothing-to-pay': 'Nothing can be paid: no approved amount of a payee who gave their data.',
  'line-not-positive': 'A line has nothing to pay. Cancel the batch and draft it anew.',
  'line-still-live': 'The line may still be paid, so its entries stay on it.',
  'line-freed': 'The entries of this line are owed anew and belong to a new batch.',
  'batch-not-draft': 'The batch is frozen. Its lines cannot change.',
  'batch-not-released': 'The batch is not released yet.',
  'batch-not-reconciled': 'Some lines have no answer from the bank yet.',
  'release-by-freezer': 'You froze this batch, so somebody else has to release it.',
  'release-by-approver': 'You approved an entry of this batch, so somebody else has to release it.',
  'payout-own-thanks': 'Part of this batch concerns you, so somebody else has to do this.',
  'reversed-since-drafted':
    'A correction was approved after this batch was drafted. Cancel it and draft it anew.',
  'control-total-differs': 'The batch is not what was frozen. Nothing may leave; tell the owner.',
  'attempt-amount-differs': 'The amount of the payment differs from its line.',
}
