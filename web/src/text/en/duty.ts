// Who answers: duty, rosters, absences, hand-overs.
export default {
  duty: {
    title: 'Duty', now: 'Now', roster: 'Roster', absences: 'Absences', handovers: 'Hand-over', qualifications: 'Certificates',
    who: 'Who answers now', post: 'Post', people: 'People', nobody: 'Nobody', next: 'then {post}', all_matters: 'everything', gaps: 'Gaps in the next 7 days', no_gaps: 'Somebody answers for everything in the next 7 days.', gap_count: '{n} gaps now', from: 'From', until: 'Until', why: 'Why',
    untaken: '{post}: nobody has taken over since {at}', see_handover: 'To the hand-over',
    month: 'Month', before: 'Month before', after: 'Month after', grid: 'Roster of {post}, {month}', person: 'Person', uncovered: 'Uncovered', off: 'off', absent: 'absent', not_rostered: 'No roster holds in this month.', keys: 'Arrow keys move; Space or a click takes the next shift; Backspace goes back to the roster.', told: 'set for this day',
    new_roster: 'New roster', first_day: 'First day', last_day: 'Last day', cycle: 'Cycle', cycle_hint: 'One shift a day, in order; empty: off', add_day: 'Another day', remove_day: 'One day less', crews: 'Crews', crew: 'Crew {n}', crew_name: 'Name', crew_people: 'People (logins, separated by spaces)', starts_at: 'Starts on day', add_crew: 'Another crew', remove_crew: 'Remove crew {n}', four_crews: 'Four crews, three shifts', set_roster: 'Set the roster', rosters: 'Rosters', remove: 'Take back', open_end: 'until another begins', told_by: 'set by {by}, {at}', days: '{n} days', only_lead: 'A team lead or above sets rosters.',
    absence: 'Absence', stand_in: 'Stand-in', no_absences: 'Nobody is or will be absent.', no_stand_ins: 'Nobody stands in.', tell_absence: 'Tell an absence', appoint: 'Appoint a stand-in', who_is_absent: 'Who', stands_in: 'Who stands in', instead_of: 'In place of', beside: 'beside those of the post', any_post: 'all posts', end: 'End', until_ended: 'until ended', back: 'Back',
    cert: 'Certificate', category: 'Category', holder: 'Holder', holds_until: 'Holds until', left: 'Days left', void: 'void', limit: 'Because of', no_certs: 'There are no certificates in the records.', to_records: 'To the records',
    hand_over: 'Hand over', hand_over_lead: 'What is open for your post goes to who comes, each by its name.', hand_over_post: 'Post', to_whom: 'To', whoever: 'whoever comes next', notes: 'What else must be known', add_note: 'Another note', note: 'Note {n}', open_now: 'Open now: {n}', nothing_open: 'Nothing is open.', no_post: 'You answer for no post now.', offer: 'Offer the hand-over',
    open: 'Waiting', over: 'Before', none_open: 'No hand-over is waiting.', none_over: 'There was no hand-over yet.', from_to: '{from} → {to}', change: 'Change of shift {at}', matters: '{n} matters',
    take_over: 'Take over', take_over_lead: 'Acknowledge each matter, then take over. What changes meanwhile is to be acknowledged again.', acknowledge: 'Acknowledged', acknowledge_all: 'Acknowledge all that is listed', remark: 'Remark', overall: 'Remark on the whole', left_over: '{n} still to acknowledge', refuse: 'Refuse', refuse_reason: 'Why', withdraw: 'Withdraw', waits: 'Waits for who comes to take over.', done_by: '{by}, {at}', changed: 'Something has changed: look again at what is not ticked.', not_mine: 'Who comes takes over.', reload: 'Look again',
  },
  gap: { 'no-duty': 'no duty covers it', 'nobody-holds': 'nobody holds the post', 'nobody-on-roster': 'the roster names nobody', 'all-absent': 'all are absent', 'not-qualified': 'nobody has the certificate' },
  matter: { alarm: 'alarms', order: 'orders', hazard: 'hazards', inspection: 'inspections', permit: 'permits' },
  handed: { alarm: 'Alarm', order: 'Order', hazard: 'Hazard', bypass: 'Bypass', mode: 'Mode', note: 'Note', check: 'Check', care: 'Device', permit: 'Permit' },
  handover_outcome: { open: 'Waiting', accepted: 'Taken over', refused: 'Refused', withdrawn: 'Withdrawn' },
  limit: { review: 'review', expiry: 'expiry' },
};
