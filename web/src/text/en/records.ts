export default {
  records: {
    title: 'Records', kinds: 'Kinds of records', new: 'New', import: 'Import', export_csv: 'Export CSV', export_xlsx: 'Export XLSX', search: 'Search id or contents', which: 'Records', there: 'There', removed: 'Removed',
    filter_field: 'Filter by field', filter_value: 'Value', filter_none: 'Empty', sorted_up: 'ascending', sorted_down: 'descending', sort_by: 'Sort by {field}', id: 'Record id', empty: 'No record fits', more: 'More records',
    none_yet: 'No records yet', version: 'Version {n}', saved_by: 'saved by {actor}, {time}', personal: 'Personal', hidden: 'Personal: shown to safety officers, managers, auditors and administrators', required: 'Required', choose: 'None chosen', add: 'Add', take_out: 'Take out {item}', add_picture: 'Add pictures', lettered: 'A, B, C in this order',
    reason_hint: 'Goes into the journal and stays', save: 'Save', saved: 'Saved as version {n}', new_of: 'New: {kind}', remove: 'Remove', remove_lead: 'It can be restored from its versions. A record that others refer to is not removed.', restore: 'Restore this version', restore_lead: 'Saves what version {n} said as a new version.',
    versions: 'Versions', restored_from: 'Restored from version {n}', was_removed: 'Removed', nothing: 'nothing', no_change: 'Nothing changed', draft: 'Your unsaved draft is back', drop_draft: 'Drop the draft', reload: 'Load the newest version', id_hint: 'a-z, 0-9 and hyphens; does not change later',
    changed_elsewhere: 'Somebody saved a newer version. Your draft is kept on this device.', is_removed: 'This record was removed', refer: 'Type a name to find it',
    import_title: 'Import: {kind}', drop: 'Drop a CSV or XLSX file here, or choose one', drop_hint: 'Titles of fields in the first row, in either language; at most 2000 rows. You see what it does before anything is written.', headings: 'Fields', preview: 'Preview', reading: 'Reading the file', checking: 'Checking', cell_hint: 'Correct cells right here, then check again',
    row: 'Row', outlook: { new: 'New', changed: 'Changed', same: 'Same', faulty: 'To correct' }, counts: '{new} new, {changed} changed, {same} the same, {faulty} to correct', check_again: 'Check again', import_now: 'Import {n}', imported: '{n} imported', nothing_to_do: 'Every row is as the records are already',
    only_faulty: 'Only rows to correct', expected: 'expected {what}', other_file: 'Another file', bad_file: 'This file cannot be read: expected CSV in UTF-8, or XLSX', missing_column: '{field} is missing: expected {what}', too_many: 'At most {n} rows are shown',
  },
};
