/** How a customer tells somebody: a photo, a post to all friends, a group, one friend, a review, face to face. */
export const SHARE_CHANNELS = [
  'photo',
  'feed',
  'group',
  'one-to-one',
  'review',
  'in-person',
] as const
