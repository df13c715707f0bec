import { describe, expect, it } from 'vitest';
import { REMEDIATION_REQUEST, type RemediationResult } from '../../server/src/lsp/protocol.ts';
import { MUNICH, RULE, start, URI } from './munich.ts';

describe('a remediation', () => {
  it('is written in each form, as the open document says', async () => {
    const client = await start();
    await client.open(URI, MUNICH.replace('value: 2', 'value: 1'));
    const ask = (form: string): Promise<RemediationResult> =>
      client.request(REMEDIATION_REQUEST, { textDocument: { uri: URI }, form });
    const powershell = await ask('powershell');
    expect(powershell!.language).toBe('powershell');
    expect(powershell!.text).toContain("-Name 'EnableSameHostHotaddMode' -Kind DWord -Data 1\n");
    expect(powershell!.text).toContain(`(${RULE})`);
    expect(await ask('esxcli')).toMatchObject({
      language: 'shellscript',
      text: expect.stringMatching(/^#!\/bin\/sh\n/),
    });
    expect(await ask('checklist')).toMatchObject({ language: 'plaintext', text: expect.stringMatching(/^Left to do/) });
    expect(await ask('toString')).toBeNull();
  });

  it('tells of findings as severe as the settings say, and is none for what is not open', async () => {
    const client = await start({ settings: { rules: { [RULE]: 'off' } } });
    await client.open(URI, MUNICH);
    const asked = { textDocument: { uri: URI }, form: 'powershell' };
    const written: RemediationResult = await client.request(REMEDIATION_REQUEST, asked);
    expect(written!.text).not.toContain(RULE);
    const other = { ...asked, textDocument: { uri: 'file:///site/other.topology.yaml' } };
    expect(await client.request(REMEDIATION_REQUEST, other)).toBeNull();
  });
});
