/** One sentence for each rule that a decision or the database may answer with. */
export const rules = {
  'last-owner-stays':
    'An organization needs at least one active owner. Make somebody else an owner first.',
  'member-already': 'This person is already a member of the organization.',
  'member-self-deactivation': 'You cannot deactivate yourself. Ask another owner.',
  'location-required': 'Staff need a location, since they record at their own location only.',
  'own-location-only': 'You record at your own location only.',
  'member-elsewhere':
    'This person also works for another organization, so only they can ask for the link, with “Forgot the password?”.',
  'append-only': 'This list is only ever added to. Correct it with a new line.',
  'month-too-young': 'Only months that ended three years ago or earlier can be archived.',
  'archive-differs': 'The archived month does not hold what was archived.',
  'partition-range-too-long': 'These dates lie too far apart.',
  'import-not-now': 'The import is not in a state for this any more. Load the newest state.',
  'transition-refused':
    'This step is not possible from the present state. Somebody may have acted meanwhile: load the newest state.',
  'referral-self': 'The referrer and the referee are the same person, or share a telephone number.',
  'referee-already-bought':
    'This person had already bought before. An existing buyer cannot be referred.',
  'referral-cycle':
    'This would close a ring: the referee is already above the referrer. The claim is kept, no referral comes of it.',
  'customer-unknown': 'One of the two customers is not known here.',
  'claim-in-future': 'A claim cannot lie in the future.',
  'experience-not-of-referrer': 'This experience is not the referrer’s, or came after the claim.',
  'referral-unknown': 'There is no such referral.',
  'order-not-of-referee':
    'This order is not the referee’s, was placed before the claim, or already belongs to another referral.',
  'step-outside-time': 'The step must lie between the claim and now.',
  'referral-not-bought': 'Only a referral that led to an order can be kept.',
  'referral-not-kept': 'The referral is not kept yet.',
  'referral-already-kept':
    'The referral is kept and cannot become void. A refund is recorded on its order instead.',
  'order-not-delivered': 'The order is not delivered yet.',
  'refund-window-open': 'The refund window of the product is still open.',
  'order-refunded': 'The order was refunded in full.',
  'order-of-kept-referral':
    'The order belongs to a kept referral and stays as it is. Record a refund instead.',
  'refund-has-effect': 'This refund already had its effect and cannot be changed or taken back.',
  'refund-currency-differs': 'The refund is in another currency than its order.',
  'currency-unknown': 'This currency is not known.',
  'webhook-endpoint-disabled': 'This address hears nothing now. Turn it on first.',
}
