import { eventually, test } from './harness.ts';
import { followsEdits, open, RULE_MISSING, serverPid, untilDiagnostics } from './topology.ts';

test('a killed language server comes back with its diagnostics', async () => {
  const document = await open('munich.topology.yaml');
  await untilDiagnostics(document, RULE_MISSING, 1);
  const killed = await eventually('the server', serverPid);

  process.kill(killed, 'SIGKILL');
  await eventually('another server', async () => {
    const pid = await serverPid();
    return pid !== undefined && pid !== killed;
  });
  await untilDiagnostics(document, RULE_MISSING, 1);
  await followsEdits(document);
});
