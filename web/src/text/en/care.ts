export default {
  devices: {
    title: 'Devices', presence: 'Heard', calibration: 'Calibration', any_calibration: 'Any calibration', holds_until: 'Holds until', open_care: 'To do', none: 'No device matches', uncertain: 'Data uncertain:', uncertain_lead: 'What this device says is taken as uncertain:', doubtful: 'Doubtful stretches', doubtful_lead: 'A calibration found a drift: readings since the last good one before it are not to be trusted wholly.', see_care: 'See the calibration', card: 'Card', no_card: 'no card', class: 'Class', parts: 'Spare parts that fit', part: 'Part', left: 'In store', kept_at: 'Kept at', few: 'below the least, {least}',
  },
  care: {
    title: 'Device care', current: 'Care to do', open: 'To do', history: 'History', none: 'No care is to be done.', no_history: 'No care was recorded yet.', ask: 'Ask for care', work: 'Work', drift: 'Drift', working_by: '{by} is at it', working_since: '{by} is at it since {time}, for {age}', wrong_post: '{post} does this.',
    out_then: 'Alarm conditions that the start takes out of service: {n}', out_now: 'Alarm conditions out of service: {n}', out_lead: 'In the name of who starts it, until the work ends; what was out of service before stays so.', rows: 'Interlocks that use these points: {n}', rows_lead: 'They go on: calibration gas or a loss of power may trip them; bypass them first where that must not be.', no_rows: 'No interlock uses these points.', start: 'Start', abandon: 'Abandon', abandon_lead: 'Say why it was not done; the conditions are in service again at once.',
    finish: 'Finish', as_found: 'As found', reference: 'Reference', as_left: 'As left', choose_point: 'Choose a point', of_range: '({percent}% of the range)', within: 'within the allowed drift of {limit}', beyond: 'beyond the allowed drift of {limit}', no_limit: 'its class allows no particular drift', drift_lead: 'With "as found" and the reference the drift is worked out.', doubt_lead: 'Readings since the last good calibration are marked doubtful.', left_wrong: 'As left it is still beyond the allowed drift: it did not pass.',
    result: 'Result', result_needed: 'Choose a result', point_needed: 'Choose a point', both_needed: 'Give both "as found" and the reference', quantity_needed: 'The quantity of a part is a number above zero', failed_lead: 'Failed: from now on its data are uncertain, and a repair is ordered at once.', parts: 'Parts used', quantity_of: 'Quantity of {part}', replaced: 'Replaced by (serial number)', replaced_lead: 'Only if it is another device now; its calibration is then due at once.', started: 'Started', finished: 'Finished', was_out: 'Out of service meanwhile',
  },
  care_work: { calibration: 'Calibration', 'bump-test': 'Bump test', maintenance: 'Maintenance', repair: 'Repair' },
  care_result: { passed: 'Passed', adjusted: 'Passed after adjustment', failed: 'Failed' },
  care_state: { open: 'To do', overdue: 'Overdue', working: 'Going on', done: 'Done', abandoned: 'Abandoned' },
  care_cause: { plan: 'by plan', asked: 'asked for', failed: 'the work before failed', replaced: 'the device was replaced or mended' },
  calibration: { valid: 'holds', 'due-soon': 'due soon', overdue: 'overdue', failed: 'failed', none: 'none needed' },
  uncertain_because: { 'calibration-overdue': 'calibration overdue', 'calibration-failed': 'calibration failed' },
  drift_state: { within: 'within the allowed drift', drift: 'beyond the allowed drift' },
};
