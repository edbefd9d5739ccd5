// Whether a page of this server asks: neither one of another site, nor one whose name was made to lead here.
const hosts = process.env.HOSTS?.split(',') ?? ['localhost', '127.0.0.1', '[::1]'];

export function isOwn(request) {
  const host = request.headers.get('host') ?? '';
  if (!hosts.includes(host.toLowerCase().replace(/:\d+$/, ''))) return false;
  if (request.method === 'GET') return true;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  return site ? site === 'same-origin' : [`https://${host}`, `http://${host}`].includes(origin);
}
