export default {
  risk: {
    title: 'Risk in four colours', worst_first: 'Worst first', zones: '{n} zones', judged: 'Judged at {time}', ago: '{age} ago', at_once: 'just now', judging: 'Judging', no_plan: 'This site has no plan',
    past: 'Not the risk of now', past_note: 'What follows was judged at {time} and no longer speaks of now: {why}. No colours are shown; it is judged again by itself.', past_none: 'Not judged yet: {why}.', not_in_sync: 'not in sync with the server', no_answer: 'no new judgement has come', unknown: 'unknown', then: 'was {level}',
    level: '{level} risk', degree: { major: 'major', serious: 'serious', moderate: 'moderate', low: 'low' }, colour: { major: 'Red', serious: 'Orange', moderate: 'Yellow', low: 'Blue' }, calm: 'Every term is low.', above: 'What would turn it yellow again', yellow_already: 'No term is above yellow; nothing has to come down.', rule: 'see the condition', row: 'see the interlock',
    records: 'Risk register', bands: 'Levels by', built_in: 'built in', bands_of: '{method}: {standard} ({edition}), moderate from {moderate}, serious from {serious}, major from {major}', bands_from: '{line}; of assessments from {day} on', bands_matrix: '{method}: {standard} ({edition}), by its matrix',
    term: {
      residual: 'Residual risk', measures: 'Control measures', checks: 'Missed checks', readings: 'Live alarms', blindness: 'Not seen', hazards: 'Open hazards', 'special-work': 'Special work', people: 'People exposed', calibration: 'Calibration run out', inside: 'Zones inside',
    },
    because: {
      assessment: '{event}: still of {level} risk with its measures', as_site: 'The inherent risk that the site states: no event that is as bad has been assessed in the zone', watch: '{by}: {why}', measure: 'Measure “{measure}” fails ({why})', check: 'Nobody has looked at measure “{measure}” when it was due, nor since (check #{id})', alarm: '{condition}, now {value} (alarm #{id})', blind: '{condition}: cannot be seen, which is not normal (alarm #{id})',
      hazard: 'Hazard #{id} ({grade}) is open', permit: '{fact} in force', people: '{n} people inside', people_unknown: 'Number of people inside not known; taken as somebody', device: 'The calibration of {device} ran out on {day}', inside: '{zone} is of {level} risk',
    },
    remedy: {
      residual: 'Add or strengthen measures until the residual risk is moderate or less, then assess again', measures: 'Restore the measures that fail: {n}', checks: 'Make the checks that were missed: {n}', readings: 'Deal with the alarms until they return to normal: {n}', blindness: 'Bring back what cannot be seen ({n}), or stop the special work',
      hazards: 'Rectify the hazards in time and have them reviewed: {n}', 'special-work': 'Stop the special work, or wait for the alarms to end and leave one kind of work', people: 'Bring the people out, or first remove what they are exposed to', calibration: 'Calibrate the devices that are due: {n}', inside: 'Bring down the zones inside first: {n}',
    },
  },
};
