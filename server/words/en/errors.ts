export const errors = {
  'not-found': {
    title: 'This is not here',
    hint: 'It may have been removed, or it belongs to another organization. Check the address or go back.',
  },
  unauthenticated: {
    title: 'Your session has ended',
    hint: 'Sign in again. What you typed stays here.',
  },
  forbidden: {
    title: 'Your role may not do this',
    hint: 'Ask an owner of your organization if you need it.',
  },
  invalid: {
    title: 'Something is missing or wrong',
    hint: 'Look at the marked fields.',
  },
  'rule-broken': {
    title: 'A rule forbids this',
    hint: 'Nothing was changed.',
  },
  conflict: {
    title: 'Somebody was faster',
    hint: 'Load the newest version and try again. Nothing of yours was saved.',
  },
  unavailable: {
    title: 'This is not available right now',
    hint: 'Wait a moment and try again.',
  },
  internal: {
    title: 'Something went wrong on our side',
    hint: 'Try again. If it stays, send the request id to your administrator.',
  },
  offline: {
    title: 'The server cannot be reached',
    hint: 'Check your connection and try again. What you typed stays here.',
  },
  pageNotFound: {
    title: 'There is no such page',
    hint: 'The address may be mistyped, or your role has no access to it.',
    action: 'To the start page',
  },
  requestId: 'Request id',
  signInAgain: 'Sign in again',
  fields: {
    required: 'Please fill this in.',
    invalid: 'This value is not possible.',
    'too-small': 'This is too small.',
    'too-big': 'This is too large.',
    'too-long': 'This is too long.',
    'unknown-field': 'This field is not known here.',
    email: {
      invalid: 'This is not an e-mail address.',
    },
    password: {
      short: 'At least 10 characters.',
      long: 'At most 128 characters.',
      wrong: 'The current password is not right.',
    },
    name: {
      taken: 'This name is already used.',
    },
    role: {
      invalid: 'Choose a role.',
    },
    'sign-in': {
      wrong: 'E-mail or password is not right.',
    },
    date: {
      invalid: 'This is not a date.',
      future: 'This lies in the future.',
      'too-old': 'This lies before 1900.',
      archived: 'Experiences this old are archived; new ones of that time are not taken in.',
    },
    text: {
      invalid: 'This text has characters that cannot be kept.',
    },
    customer: {
      unknown: 'No customer is known by this.',
      erased: 'This customer asked to be forgotten.',
      other: 'This external id already belongs to another customer.',
    },
    episode: {
      unknown: 'This customer is not recorded to have come then.',
    },
    moment: {
      unknown: 'No moment has this code or name.',
    },
    location: {
      unknown: 'No location has this name.',
      'not-own': 'You record at your own location only.',
    },
    product: {
      unknown: 'No product has this code.',
    },
    order: {
      unknown: 'No order is known by this.',
      'in-use': 'A refund or a referral stands on this order, so it cannot be replaced.',
      'delivered-early': 'It cannot be delivered before it was bought.',
    },
    refund: {
      'exceeds-order': 'This is more than what is left of the order.',
      'before-order': 'It cannot be refunded before it was bought.',
      'in-use': 'This refund already had its effect, so it cannot be replaced.',
    },
    currency: {
      invalid: 'This is not a currency code.',
      mismatch: 'The order is in another currency.',
    },
    score: {
      invalid: 'A score is a whole number from −5 to 5.',
    },
    emotion: {
      unknown: 'This emotion is not known.',
    },
    number: {
      invalid: 'This is not a number.',
    },
    amount: {
      invalid: 'This is not an amount.',
    },
    phone: {
      invalid: 'This is not a telephone number.',
    },
    scope: {
      none: 'Choose at least one.',
      unknown: 'There is no such scope.',
    },
    'idempotency-key': {
      invalid: 'A key has 1 to 200 printable characters without spaces.',
    },
    json: {
      invalid: 'This line is not JSON.',
    },
    line: {
      'too-long': 'This line is longer than 256 kB.',
    },
    url: {
      invalid: 'This is not an address of the web.',
      closed: 'Only https addresses on the public internet can be reached.',
    },
  },
}
