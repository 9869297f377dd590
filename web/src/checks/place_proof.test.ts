import { beforeEach, describe, expect, it, vi } from 'vitest';

type Proof = typeof import('./place_proof');
// Another life of the page: what the tab keeps is there, what the page knew is not.
async function page(): Promise<Proof> {
  vi.resetModules();
  return import('./place_proof');
}
beforeEach(() => sessionStorage.clear());

describe('the label that was read', () => {
  it('says where its reader is, for a while, also after the page was loaded anew', async () => {
    const first = await page();
    first.proves_for('chen');
    first.note_scanned('tank-farm');
    expect(first.scanned_zone()).toBe('tank-farm');
    expect(first.scanned_zone(Date.now() + first.kHoldsMs)).toBeNull();
    const second = await page();
    second.proves_for('chen');
    expect(second.scanned_zone()).toBe('tank-farm');
  });
  it('goes with its reader, from the page and from the tab', async () => {
    const proof = await page();
    proof.proves_for('chen');
    proof.note_scanned('tank-farm');
    proof.proves_for_nobody();
    expect([proof.scanned_zone(), sessionStorage.length]).toEqual([null, 0]);
    proof.proves_for('wang');
    expect(proof.scanned_zone()).toBeNull();
  });
  it('is nobody else’s, even where its reader never signed out', async () => {
    const first = await page();
    first.proves_for('chen');
    first.note_scanned('tank-farm');
    const second = await page();
    expect(second.scanned_zone()).toBeNull();
    second.proves_for('wang');
    expect(second.scanned_zone()).toBeNull();
    second.proves_for('chen');
    expect(second.scanned_zone()).toBeNull();
  });
  it('that opened the page before anybody signed in is that of who does then', async () => {
    const proof = await page();
    proof.note_scanned('tank-farm');
    proof.proves_for_nobody(); // the server says that nobody is signed in
    expect(proof.scanned_zone()).toBeNull();
    proof.proves_for('chen');
    expect(proof.scanned_zone()).toBe('tank-farm');
  });
  it('of which nobody is known as the reader proves nothing', async () => {
    sessionStorage.setItem('davy.scanned', JSON.stringify({ zone: 'tank-farm', at: Date.now() }));
    const proof = await page();
    proof.proves_for('chen');
    expect(proof.scanned_zone()).toBeNull();
  });
});
