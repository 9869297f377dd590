import { describe, expect, it } from 'vitest';
import { agent_said } from './agent';

describe('what a browser calls itself', () => {
  it('is said as people know it', () => {
    expect(agent_said('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36')).toBe('Chrome 141 · Linux');
    expect(agent_said('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0')).toBe('Edge 141 · Windows');
    expect(agent_said('Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1')).toBe('Safari 18 · iPhone');
    expect(agent_said('Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0')).toBe('Firefox 143 · Android');
  });
  it('stands as it is where nobody knows it', () => {
    expect(agent_said('curl/8.5.0')).toBe('curl/8.5.0');
    expect(agent_said('')).toBe('');
  });
});
