// The cause-and-effect table as it is now, as a sheet.
import type { Row, RowStatus } from '@/api/types';
import type { OwnList, Words } from '@/lists/exported';
import { row_state } from './row_state';

export interface RowNow {
  row: Row;
  status: RowStatus | undefined;
}
const kFields = ['id', 'what', 'state', 'tripped', 'bypassed_until', 'by', 'reason'];
const moment = (at: string | null | undefined, words: Words) => (at ? words.time(at, 'full') : '');

export const row_list: OwnList<RowNow> = {
  name: 'rows',
  titles: (words) => kFields.map((field) => words.t(`lists.field.${field}`)),
  row: ({ row, status }, w) => [row.name, w.text(row.title), w.t(`rows.state_${row_state(status)}`), moment(status?.tripped_at, w), moment(status?.bypass?.until, w), status?.bypass ? w.person(status.bypass.by) : '', status?.bypass?.reason ?? ''],
};
