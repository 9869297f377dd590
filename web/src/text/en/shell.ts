export default {
  brand: 'Davy',
  nav: {
    today: 'Today', emergency: 'Emergency', emergency_short: 'SOS', incidents: 'Emergencies', report: 'Report', overview: 'Overview', risk: 'Risk', materials: 'Materials', alarms: 'Alarms', orders: 'Orders', hazards: 'Hazards', merits: 'Merits', kpi: 'Appraisal', reviews: 'Reviews', trainings: 'Training', drills: 'Drills', permits: 'Permits', checks: 'Checks', devices: 'Devices', points: 'Points', rows: 'Interlocks', modes: 'Modes', duty: 'Duty', notices: 'Notices', journal: 'Journal', records: 'Records', ingest: 'Data', check: 'Check site', accounts: 'Accounts', reads: 'Who looked', more: 'More',
    main: 'Main navigation', skip: 'Skip to content',
  },
  banner: { real: 'EMERGENCY', drill: 'DRILL', at: '{zone} · for {age}', begun: '{zone} · begun just now', lost: '{n} not accounted for', more: '{n} more', untitled: 'Danger not known yet', see: 'Go there' },
  sync: {
    in_sync: 'In sync',
    lost: 'NOT IN SYNC',
    starting: 'Connecting to the server',
    closed: 'The connection to the server is lost',
    silent: 'No heartbeat from the server for over 5 s',
    stalled: 'The server answers, but its engine has not turned for over 5 s',
    hole: 'Records are missing, fetching everything again',
    age: 'The screen stands as it was {age} ago and may no longer be true',
    nothing: 'Nothing was received yet',
    retrying: 'Reconnecting by itself',
  },
  modes: {
    title: 'Modes and facts', site: 'Whole site', now: 'Modes now', none: 'This site declares no modes', all_normal: 'Everything is in its normal mode: {mode}', by_shift: 'By the shift, where none is set: {mode}, until {until}', end: 'End', place: 'Where', mode: 'Mode', set: 'Set the mode', open_end: 'no end',
    what_it_does: 'A mode changes the limits that depend on it, from the next reading on. Interlocks, bypasses and what is shelved stay as they are.', facts: 'Facts', fact: 'Fact', value: 'Now', told: 'Told by, from, until', tell: 'Tell',
    unknown: 'not known', yes: 'yes', no: 'no', valid_for: 'never told; believed for {time}',
  },
  related: {
    title: 'Related risk', raised: 'Graded {to} instead of {from} since {at}', others: 'Rings beside', asked: 'True of its point', zones: 'Zones', posts: 'On duty there', people: 'People', equipment: 'Equipment',
  },
  condition: {
    stories: 'Stories that made it true', stories_playing: 'The stories are being played', no_story: 'No story of this site ever made it true: nothing proves that it rings.', story_holds: 'holds', story_fails: 'does not hold', rule: 'Rule', when: 'True when', disabled: 'disabled', in_force: 'in force now', covers: 'Looks at {n} points', none: 'This site has no such condition', truth: { true: 'True now', false: 'Not true now', unknown: 'Not known now', with_permit: 'Rings only while it takes back a permit', never: 'Never rings: a related risk asks it' }, raises: 'Makes alarms worse',
  },
  bar: {
    site_time: 'Site time', store: 'Storage fault', store_detail: 'Detection and interlocks go on; records are not kept', offline: '{n} devices offline', set_aside: 'Set aside {n}',
    unacknowledged: '{severity}: {n} standing, {unacked} of them unacknowledged', user: 'User', sign_out: 'Sign out', theme: 'Theme', theme_light: 'Light', theme_dark: 'Dark', theme_auto: 'As the system',
    language: 'Language', menu: 'Menu', status: 'System status',
  },
  sound: {
    armed: 'Sound on', not_armed: 'Sound is off', no_sound: 'No sound', arm: 'The browser wants one click before it may sound; click to arm', silence: 'Silence', silenced: 'Silenced', silence_note: 'Silencing is not acknowledging',
    test: 'You should hear one tone', off: 'Turn the sound off',
  },
  common: {
    story: 'Story and duty', loading: 'Loading', failed: 'Could not load', retry: 'Try again', cancel: 'Cancel', confirm: 'OK', save: 'Save', close: 'Close', more: 'More', load_more: 'Earlier records', none: 'None', all: 'All', any_zone: 'All zones',
    search: 'Filter by name or text', zone: 'Zone', time: 'Time', by: 'By', reason: 'Reason', reason_needed: 'Give a reason', until: 'until', for: 'For', back: 'Back', ago: '{age} ago', details: 'Details', you: 'me', system: 'System', site_files: 'the files of the site', anonymous: 'anonymous', device: 'Device {name}',
    not_found: 'There is no such page', to_overview: 'To the overview', done: 'Done', minutes: '{n} min', hours: '{n} h', optional: 'optional', colon: ': ', yes: 'Yes', no: 'No', list: 'List', never: 'Never', unconfirmed: 'Not confirmed',
  },
  more: { now: 'On site', people: 'People', plant: 'Plant and records', system: 'Evidence and system', mine: 'This phone' },
  entry: {
    sign_in: 'Sign in', login: 'Login', password: 'Password', welcome: 'Intelligent work safety', setup_title: 'The first administrator', setup_lead: 'This link works once. Keep the password well: there is no default one.', name: 'Name', password_again: 'Password again',
    mismatch: 'The two passwords differ', password_rule: 'At least 15 characters; any kind, also spaces', login_rule: 'Lower-case letters, digits and . _ -, at most 32', create: 'Create and sign in', no_token: 'The link is not complete: use the whole link that the server printed at its first start.', setup_needed: 'There is no account yet: use the setup link that the server printed at its first start.',
    unreachable: 'The server does not answer',
  },
};
