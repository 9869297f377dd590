// Drills.
export default {
  drills: {
    title: 'Drills', none: 'There has been no drill yet', no_scenarios: 'The site has prepared no drill', scenarios: 'Prepared', past: 'Records', lead: 'The readings go to stand-ins of the points; alarms, orders and notices go the real way and say drill. The real points are judged as ever, and nothing real moves.',
    start: 'Start the drill', starts: 'The posts that take part are told; a real alarm ends the drill at once.', lasts: 'at most {time}', points: 'Stand-ins of', plan: 'opens the plan {plan}', pass: 'passed from {percent}%', started: 'started by {who}, {time}', running: 'Running', left: '{time} left', see: 'See',
    asked: 'What is asked', who: 'Post', anybody: 'anybody', within: 'within {time}', mark: { met: 'met', late: 'late', missed: 'missed', waits: 'waits' }, after: 'after {time}', worth: '{n} points', scored: '{got} of {of} points', by: '{who}',
    what: { acknowledge: 'Acknowledge an alarm', accept: 'Accept an order', submit: 'Submit a result', approve: 'Review an order', call: 'Open an emergency (drill)', 'take-card': 'Take a card' },
    seen: 'First acknowledged', acted: 'First acted', never: 'never', apart: 'To have seen it is not to have acted: both are timed, from the first alarm of the drill.', first_alarm: 'First alarm of the drill', not_yet: 'none yet',
    end: { completed: 'all done', 'time-up': 'time was up', aborted: 'broken off by a person', 'real-alarm': 'ended by a real alarm', 'real-incident': 'ended by a real emergency', 'broken-off': 'broken off by a restart' },
    verdict: { passed: 'Passed', failed: 'Not passed', 'not-judged': 'Not judged' }, score: 'Score', because: 'Because', steps: 'What happened', davy: 'Davy',
    did: { 'alarm-raised': 'alarm', 'row-tripped': 'row tripped', 'command-requested': 'command', 'command-observed': 'proved by read-back', 'command-failed': 'not proved', 'notice-sent': 'notice sent', 'alarm-returned': 'returned', 'order-issued': 'order issued', acknowledged: 'acknowledged', 'order-accepted': 'order accepted', 'order-submitted': 'order submitted', 'order-approved': 'order approved', 'incident-called': 'emergency opened', 'card-taken': 'card taken' },
    responses: 'Each person', person: 'Person', met: 'Of what was asked', met_late: '{met} in time, {late} late', points_word: 'Points', acts: '{n} acts', uncalled: 'not called',
    abort: 'Break off', abort_lead: 'Its alarms and orders go with it.', reason: 'Reason', reason_needed: 'Say why', assess: 'Assessment', assess_lead: 'What the drill has shown, and what is to be better.', remark: 'Remark', weak: 'Weak places', weak_hint: 'one a line', as_hazards: 'Each becomes a hazard', save: 'Save the assessment', remark_needed: 'Say what you make of it', assessed: 'assessed by {who}, {time}', print: 'Print the record', record: 'Record of a drill', participants: 'Taking part', nobody: 'nobody on duty', back: 'Back',
  },
  event: {
    drill: {
      started: 'Drill #{drill} begun: {title}', ended: 'Drill #{drill} over: {end}, {score} of {of} points', assessed: 'Drill #{drill} assessed: {remark}',
    },
  },
};
