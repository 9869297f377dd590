export default {
  journal: {
    title: 'Journal', lead: 'Every decision stands here, chained by number, never changed.', verify: 'Verify the chain', verifying: 'Verifying', sound: 'Whole: {records} records, none changed from first to last', broken: 'Record {seq} does not match: {why}', head: 'Head', seq: 'No.', what: 'What', kind: 'Kind', raw: 'The record itself', all: 'All kinds', none: 'No records',
    kinds: { 'alarm.': 'Alarms', 'order.': 'Orders', 'hazard.': 'Hazards', 'row.': 'Interlocks', 'command.': 'Commands', 'notice.': 'Notices', 'device.': 'Devices', 'account.': 'Accounts', 'system.': 'System' },
  },
  ingest: {
    title: 'Data intake', lead: 'Every sample has a fate: received = evaluated + late + rejected.', received: 'Received', evaluated: 'Evaluated', late: 'Late (judged for the past only)', rejected: 'Rejected', refused: 'Batches refused because the queue was full', malformed: 'Messages that could not be read', quarantine: 'Quarantine', quarantine_lead: 'The latest messages that could not be read, newest first', none_quarantined: 'The quarantine is empty', topic: 'Topic', excerpt: 'Excerpt', by_reason: 'By reason', balanced: 'The sum is right', unbalanced: 'The sum is wrong by {n}', health: 'Server', queue: 'Queue', version: 'Program version', site_version: 'Site rules', last_turn: 'Last evaluation', displays: 'Screens connected', store: 'Storage', store_ok: 'Good', committed: 'Committed up to', offline: 'Devices offline', all_online: 'All online', failing: 'Conditions whose expression fails', none_failing: 'None', failures: '{n} evaluations failed since the start',
    reason: {
      'unknown-point': 'unknown point', bad: 'bad quality', future: 'time in the future', repeated: 'repeated reading', 'out-of-order': 'out of order', 'not-json': 'not JSON', 'unknown-topic': 'unknown topic', 'unknown-device': 'unknown device', 'too-large': 'too large', 'no-samples': 'no samples', 'not-an-object': 'not an object', 'others-point': "another device's point", 'bad-time': 'unreadable time', 'bad-value': 'unreadable value', 'bad-quality': 'unreadable quality', 'bad-reply': 'unreadable reply', 'unknown-command': 'unknown command', 'bad-status': 'unreadable status',
    },
  },
  flood: {
    title: 'Alarm flood', of: '{post}: {n} alarms in 10 minutes, since {since}', causes: 'Causes', places: 'Single alarms by place', standing: 'alarms stand', alarms: 'alarms', unacknowledged: 'unacknowledged', fresh: 'new within a minute', majors: 'Major alarms', more: 'and {n} more in the list', as_list: 'Show as a list', as_causes: 'Show causes', while: 'while {condition} stands', until: 'until {until} at the latest',
  },
  load: {
    title: 'Alarm load', lead: 'What alarms asked of each post in the last 30 days, or since the start, in the figures of ISA-18.2 and EEMUA 191.', per_day: 'Alarms a day', alarms: 'Alarms that rang', aside: 'Set aside', aside_detail: '{shelved} shelved, {suppressed} suppressed, {out} out of service when raised; nobody was told', peak: 'Most in 10 minutes', floods: 'Floods', flood_share: 'Share of time in flood', to_ack: 'Median time to acknowledge', top: 'Most frequent', chattering: 'Chattering (three or more within a minute)', fleeting: 'Fleeting (over within a minute)', stale: 'Stale (active for more than a day)', none: 'None', all_shifts: 'All shifts', times: '{n} times', span: 'Watched for {length}.', of_all: '{percent} of all', budget: 'Up to 150 is acceptable, 300 the most',
    level: { acceptable: 'Acceptable', manageable: 'Many', overload: 'Overload', unjudged: 'Watched for less than a day: no verdict yet' },
  },
  accounts: {
    title: 'Accounts', lead: 'Posts decide who gets which orders; roles decide who may do what.', add: 'New account', edit: 'Change {login}', login: 'Login', name: 'Name', role: 'Role', posts: 'Posts', password: 'Password', password_keep: 'Leave empty to keep it', saved: '{login} saved', no_posts: 'No post', change: 'Change', only_admin: 'Only an administrator manages accounts.', new_password: 'A new password ends all sessions of this person',
  },
  notices: {
    title: 'Notices', none: 'No notices', seen: 'Seen', unseen: 'Not seen', sent: 'Sent', not_sent: 'Not sent yet', dropped: 'Dropped', urgency: 'Reminder {n}', open: 'Look', bundle: '{n} alarms, {orders} new orders', bundle_gone: '{n} over already', bundle_cause: '{title} × {n}', bundle_more: 'and {n} more causes', dismiss: 'Dismiss', to: 'to {post}', unseen_n: '{n} not seen',
  },
};
