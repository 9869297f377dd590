export default {
  outbox: {
    open: 'Open and correct', send_corrected: 'Send the corrected one', as_it_is: 'Retry as it is', correct_lead: 'Put it right and send it again; when it was done, photos, voice and signature stay.', elsewhere: 'What cannot be put right here can be retried as it is, or discarded and filled in anew.', goes_with: 'Goes with it', see: 'See it', gone: 'This was delivered or discarded.',
    field: { what: 'What is wrong', result: 'What was found', reading: 'Reading', note: 'Note', tag: 'Code on the card', zone: 'Zone', point: 'Point', done_at: 'Done at', place: 'Place', photos: 'Photos', voice: 'Voice note', signature: 'Signature', x_m: 'Position', y_m: 'Position' },
    title: 'To be sent', waits: 'Not delivered, waits for the network', sending: 'Being sent', refused: 'Not accepted by the server', since: 'Done on this device at {time}', photos: '{n} photos', now: 'Send now', discard: 'Discard', kept: 'Kept on this device, not delivered yet', kept_lead: 'There is no network. It is sent by itself when there is one again, even if the browser was closed.',
    others: 'This device also holds {n} things of other accounts; they are sent when those people sign in.', kind: { hazard_report: 'Hazard report', hazard_rectify: 'What was done about a hazard', order_submit: 'What was done for an order', check_record: 'Record of a check' }, voice: 'voice', signature: 'signature',
  },
  today: {
    title: 'Today', for_me: 'Waits for me', nothing: 'Nothing waits for you now', not_known: 'Not connected: whether something new waits is not known', report: 'Report a hazard', scan: 'Scan', watch: 'Worth a look', alarms_n: '{n} alarms not acknowledged', bypassed_n: '{n} rows bypassed', aside_n: '{n} conditions shelved, suppressed or out of service', offline_n: '{n} devices offline', blind_n: '{n} points without data to trust', gaps_n: '{n} gaps within 7 days, where nobody answers', all_well: 'Nothing out of the ordinary', overdue_n: '{n} overdue',
    deed: { accept: 'Accept', submit: 'Submit the result', review: 'Review', 'review-again': 'Review again', grade: 'Grade', rectify: 'Put right', round: 'Go on the round', care: 'Do it', permit_prepare: 'Prepare and sign', permit_sign: 'Sign', permit_start: 'Guard and start', permit_guard: 'Guard', permit_go_on: 'Go on or end', permit_stopped: 'Stop, find the cause', permit_accept: 'Accept the work' },
    kind: { order: 'Order', hazard: 'Hazard', round: 'Round', care: 'Device care', permit: 'Permit' },
  },
};
