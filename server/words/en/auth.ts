export const auth = {
  signIn: {
    title: 'Sign in',
    lead: 'Which few moments make customers recommend you?',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    forgot: 'Forgot the password?',
    limited:
      'Too many attempts. Please wait {minutes, plural, one {# minute} other {# minutes}}, then try again.',
    noMembership:
      'This account belongs to no organization at the moment. Ask an owner to invite you.',
    ended: 'You were signed out. Sign in again to go on.',
    again: 'Sign in again to go on. What you typed is still there.',
  },
  forgot: {
    title: 'Forgot the password',
    lead: 'Tell us your e-mail, and we send a link with which you can choose a new password.',
    submit: 'Send the link',
    done: 'If there is an account with this e-mail, a link is on its way. It works for one hour.',
    noMail: 'No mail arrives? An owner of your organization can make a link for you.',
    back: 'Back to sign-in',
  },
  reset: {
    title: 'Choose a new password',
    password: 'New password',
    hint: 'At least 10 characters.',
    submit: 'Save the password',
    done: 'The new password is saved. Sign in with it.',
    invalid: 'This link is unknown or no longer valid. Ask for a new one.',
  },
  invitation: {
    title: 'Join {organization}',
    lead: 'You are invited as {role}, with the e-mail {email}.',
    name: 'Your name',
    password: 'Choose a password',
    submit: 'Join',
    known: 'You already have an account. Confirm with its password.',
    currentPassword: 'Your password',
    invalid: 'This invitation is unknown or no longer valid. Ask for a new one.',
    done: 'You have joined. Sign in to start.',
  },
  mail: {
    resetSubject: 'A new password for Zhile',
    resetBody:
      'Hello {name},\n\nwith this link you can choose a new password. It works once, for one hour:\n\n{link}\n\nIf you did not ask for it, ignore this message.',
    invitationSubject: '{inviter} invites you to {organization} on Zhile',
    invitationBody:
      'Hello,\n\n{inviter} invites you to {organization} on Zhile. With this link you can join; it works once, for seven days:\n\n{link}',
  },
}
