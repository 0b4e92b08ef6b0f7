/** One sentence for each rule that a decision or the database may answer with. */
export const rules = {
  'last-owner-stays':
    'An organization needs at least one active owner. Make somebody else an owner first.',
  'member-already': 'This person is already a member of the organization.',
  'member-self-deactivation': 'You cannot deactivate yourself. Ask another owner.',
  'location-required': 'Staff need a location, since they record at their own location only.',
  'location-closed': 'This location is closed.',
  'append-only': 'This list is only ever added to. Correct it with a new line.',
  'partition-range-too-long': 'These dates lie too far apart.',
}
