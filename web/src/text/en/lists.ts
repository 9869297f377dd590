export default {
  lists: {
    export: 'Export XLSX', cut: 'Only the first {n} lines were taken',
    field: { id: 'Number', severity: 'Severity', what: 'What', point: 'Point', zone: 'Zone', onset: 'Limit crossed', raised: 'Raised', acknowledged: 'Acknowledged', acknowledged_by: 'Acknowledged by', returned: 'Returned', ended: 'Ended', order: 'Order', post: 'Post', state: 'State', handler: 'Handler', issued: 'Issued', deadline: 'Deadline', submitted: 'Submitted', closed: 'Closed', rejections: 'Rejections', escalations: 'Escalations', grade: 'Grade', danger: 'Kind', handling: 'Handling', outcome: 'Outcome', reporter: 'Reporter', reported: 'Reported', rectified: 'Mended', returns: 'Returns', extensions: 'Extensions', measure: 'Measure', done: 'Done', done_by: 'Done by', result: 'Result', reading: 'Reading', note: 'Note', disputed: 'Records differ', device: 'Device', calibration: 'Calibration', valid_until: 'Holds until', open_care: 'To be done', work: 'Work', as_found: 'As found', reference: 'Reference', as_left: 'As left', reason: 'Reason', sent: 'Sent', channel: 'Channel', dropped: 'Not sent because', failed: 'Failed because' },
  },
};
