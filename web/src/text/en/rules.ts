// Safety rules that take two people.
export default {
  rules: {
    title: 'Safety rules', lead: 'Limits, delays, inhibitions, cause-and-effect rows, actuators, permit gates: they stand in the files of the site. Where the site asks for two people, other rules in the files are not in force until one has proposed them and another has agreed.', see: 'See what',
    standing: { untold: 'The journal knows no rules yet', accepted: 'In force', held: 'The files hold other safety rules; they are not in force', agreed: 'Two people agreed to other safety rules; they are in force when Davy starts next', unagreed: 'In force without anybody\'s agreement: the accepted safety rules could not be had again' },
    changes_held: 'Changes that wait for two people: {n}', why_unreadable: 'Why the accepted rules are not in force: {why}', in_force: 'In force now', accepted: 'Accepted', since: 'since {at}', held: 'In the files since {at}', restart: 'Davy takes them over at its next start, not by itself: restart it when the plant allows that.',
    because: { first: 'taken over by the first start of this store, in nobody\'s name', 'no-rule': 'no safety rule changed: taken over in nobody\'s name', 'one-person': 'one person was enough: whoever changed the files', 'two-people': 'proposed by {asked}, agreed to by {by}' },
    one_is_enough: 'This site does not ask for two people: whoever changes the files and restarts Davy changes its rules, and the journal says which.', two_are_asked: 'This site asks for two people.',
    propose: 'Propose these rules', propose_lead: 'Another safety officer or administrator has to agree. It lapses after a day without an answer.', why: 'Why the rules change', only: 'Safety officers and administrators propose and agree.', waits: '{by} proposed them, waits for a second person: {reason}', refused: '{by} refused them on {at}: {reason}', back: 'To give a change up, put the files back and restart Davy.',
    changes: 'What changes', latest: 'What the latest change was', additions: 'New, and no rule that there was is touched', none: 'None', part: 'Rule', field: 'Field', from: 'Before', to: 'After', whole: 'whole rule', is_new: 'new', is_gone: 'gone',
    kind: { access: 'What takes two people', permits: 'Permits', mode: 'Mode', fact: 'Fact', zone: 'Zone', device: 'Device', point: 'Point', condition: 'Condition', actuator: 'Actuator', row: 'Row', inhibition: 'Inhibition', risk: 'Related risk' },
  },
};
