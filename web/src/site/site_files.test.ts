import { describe, expect, it } from 'vitest';
import { files_to_send } from './site_files';

const file = (name: string, text: string, path = '') => ({ name, webkitRelativePath: path, text: () => Promise.resolve(text) }) as unknown as File;

describe('the files of a site folder', () => {
  it('are sent with their text when they are YAML, the others by name, in order', async () => {
    const sent = await files_to_send([file('points.yaml', 'points: []'), file('plan.svg', '<svg/>'), file('a.yml', 'x')]);
    expect(sent).toEqual([{ name: 'a.yml', text: 'x' }, { name: 'plan.svg' }, { name: 'points.yaml', text: 'points: []' }]);
  });
  it('are those of the folder itself, without hidden ones', async () => {
    const sent = await files_to_send([file('.git', ''), file('gas.yaml', '', 'demo/stories/gas.yaml'), file('site.yaml', 's', 'demo/site.yaml')]);
    expect(sent).toEqual([{ name: 'site.yaml', text: 's' }]);
  });
});
