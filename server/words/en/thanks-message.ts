/** What a customer whose thank-you was approved is told and asked; nobody else ever reads it. */
export const thanksMessage = {
  body: 'Dear {name},\n\na friend of yours came to {organization} because of you. That was kind, and we would like to say thank you with {currency} {amount}.\n\nPlease tell us where it may go. The link works once, until {until}:\n{link}',
  form: '{organization} says thank you: {currency} {amount}',
  consent:
    'I agree that my name, bank account and, where given, ID number are stored encrypted and used only to pay this thank-you and to meet tax duties.',
}
