// What the types of the sandbox's package allow, and what they do not.

import { type Delivery, type Fault, type Sandbox, createSandbox } from 'oneflow-sandbox';

const sandbox: Sandbox = await createSandbox({ seed: 'wide', cors: ['http://localhost:3000'], limit: 10 });
const response: Response = await sandbox.fetch('/v1/ping', { headers: { 'x-oneflow-api-token': sandbox.token } });
const again: Response = await sandbox.fetch(new Request(`${sandbox.apiBase}/ping`));
const fault: Fault = { on: 'GET /ping', kind: 'busy', retry_after: '2', times: 3 };
sandbox.arm(fault);
sandbox.reset();
const paths: string[] = sandbox.requests().map(({ path }) => path);
const waiting: Delivery | undefined = sandbox.deliveries().find(({ progress }) => progress === 'waiting');

// A client takes it in the place of `fetch`.
const own: typeof fetch = sandbox.fetch;

// @ts-expect-error There is no such kind.
sandbox.arm({ on: 'GET /ping', kind: 'fire' });
// @ts-expect-error There is no such option.
await createSandbox({ sed: 'small' });

export { again, own, paths, response, waiting };
