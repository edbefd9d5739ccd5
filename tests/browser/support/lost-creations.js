// Creations whose answer is lost, and what came of them.
import { api, siri, token } from './environment.js';
import { serveLosing } from './losing-server.js';
import { resetSandbox } from './sandbox.js';

async function countContracts() {
  const headers = { 'x-oneflow-api-token': token, 'x-oneflow-user-email': siri };
  const response = await fetch(`${api}/contracts?limit=100`, { headers });
  return (await response.json()).data.length;
}

/**
 * Creates a contract in an engine through a server that loses the answer; what came of it, once the page has reported
 * *created* or *unconfirmed*. Undefined without openssl.
 */
export async function createLosing(engine, options) {
  await resetSandbox();
  const server = await serveLosing(options);
  if (!server) return undefined;
  const tab = await engine.openTab();
  try {
    await tab.goto(server.url);
    const end = await server.waitFor(['created', 'unconfirmed']);
    const repeatable = !options.keys && !options.broker && options.executes;
    const twin = end === 'created' && server.creations.length > 1 && repeatable;
    if (twin) await server.waitFor(['deleted']);
    return { end, sent: server.creations.length, keys: new Set(server.creations), twin, made: await countContracts() };
  } finally {
    await tab.close();
    await server.close();
  }
}
