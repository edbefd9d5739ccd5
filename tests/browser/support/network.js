// What the browser says of the network.

/** Makes the browser report the network as present or missing, while requests go on arriving. */
export const reportNetwork = (page, online) =>
  page.evaluate((there) => {
    if (there) delete navigator.onLine;
    else Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
    window.dispatchEvent(new Event(there ? 'online' : 'offline'));
  }, online);
