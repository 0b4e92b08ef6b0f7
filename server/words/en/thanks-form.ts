/** The one-time form of a thanked customer: no policy, no rate, no amount but the one that the server tells. */
export const thanksForm = {
  title: '{organization} says thank you',
  lead: 'A friend came because of you. This is for you: <b>{amount}</b>.',
  invalid: 'This link is not valid, or it has been used. Ask whoever sent it to you for a new one.',
  name: 'Your name, as the bank knows it',
  bankName: 'Bank',
  account: 'Account number',
  idNumber: 'ID number',
  idNumberHint: 'Only where the tax office asks for it.',
  declare: 'Please tick what is true of you. The law asks us.',
  isEmployee: 'I work for {organization}.',
  isPublicOfficial: 'I am a public official.',
  isMedicalStaff: 'I am medical staff.',
  isBuyersEmployee: 'I work for the company that my friend bought for.',
  submit: 'Send',
  done: 'Thank you. It goes to the account ending in {last4}.',
  doneText: 'You can close this page. The link works only once.',
}
