// Signing in, the second factor, what takes two people.
export default {
  security: {
    title: 'Sign-in and security', sessions: 'Where I am signed in', current: 'here', opened: 'since {at}', used: 'last used {at}', expires: 'ends by itself at {at}', from: 'from {address}', end: 'End', end_others: 'End all others',
    password: 'Change the password', old: 'The password now', new_password: 'The new password', changed: 'The password is changed; the other sessions have ended', factor: 'Second factor', factor_none: 'Not set up: the password alone is enough to sign in.', factor_on: 'Set up: signing in also takes the code on the phone.', factor_required: 'Your role must set up a second factor before anything else.', codes_left: '{n} recovery codes left',
    begin: 'Set it up', scan: 'Scan it with an authenticator app', or_type: 'or type the key: {secret}', code: 'Code', code_lead: 'The six digits on the phone; a recovery code when the phone is lost', check: 'Confirm', keep_codes: 'Recovery codes (each is good once; they are shown this once: print or write them down)', remove: 'Remove the second factor', own_password: 'Your password',
    broker: 'MQTT password', broker_lead: 'With it this device signs in at the broker. A new one ends the one before at once.', broker_issue: 'Give a new one', broker_revoke: 'Take it back', broker_revoked: 'Taken back: the device is cut off and can no longer sign in', broker_writes: 'It may publish', broker_reads: 'It may subscribe to', authority: 'Certificate for TLS', shown_once: 'Shown this once: put it into the device now',
    strength: { short: 'Too short: at least {n} characters', fair: 'Good enough; longer is better', good: 'Good' },
  },
  reads: {
    title: 'Who read personal data', lead: 'Each reading and export is a record; the same by the same session once an hour. Reading a list is reading everybody in it.', lead_own: 'Who read what is about me.', who: 'Who', when: 'When', what: 'What', about: 'About', many: 'many', none: 'Nobody read it', filter: 'About whom (login)',
    kind: { record: 'Record', list: 'List', sheet: 'Sheet', training: 'Training', trainings: 'Trainings', 'training-hours': 'Hours of training', figures: 'Figures', incident: 'Emergency', absences: 'Absences' },
  },
  consent: {
    title: 'Waits for a second person', bypass: 'Bypass row {name}', shelf: 'Shelve {name}', 'out-of-service': 'Take {name} out of service', rules: 'Put other safety rules in force ({name})', asked: '{by} asks for it until {until}: {reason}', asked_open: '{by} asks for it: {reason}', lapses: 'lapses at {at} unless somebody agrees', agree: 'Agree', refuse: 'Refuse', withdraw: 'Withdraw', own: 'another person must agree', why: 'Why it is refused',
  },
};
