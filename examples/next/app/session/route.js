import { isOwn } from './sender.js';
import { seal } from './seal.js';

// Yours looks at who is signed in; here everybody is the same.
export const POST = (request) =>
  isOwn(request)
    ? Response.json({ session: seal('siri.lund@example.com') })
    : Response.json({ status: 403, title: 'Only pages of this server may ask for this.' }, { status: 403 });
