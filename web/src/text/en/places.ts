export default {
  places: {
    labels: 'Labels of places', labels_lead: 'Print them and stick them up. Scanning one opens the page of that zone or point, from where a hazard is reported.', print: 'Print', every_zone: 'Every zone', points_of: 'Points of {zone}', report_here: 'Report a hazard here', no_alarms: 'No open alarm here', open_here: 'Open orders and hazards here', unknown: 'Not seen', none: 'This site has no zone "{name}"',
    camera: 'What the camera sees', camera_starting: 'The camera is being opened', camera_none: 'No camera was found; choose below.', camera_refused: 'The browser may not use the camera: allow it in the browser, or choose below.', camera_needs_https: "Browsers allow the camera only over https: choose below, or scan with the phone's own camera.", foreign: 'This is no label of this system:', or_choose: 'Or choose a zone',
  },
};
