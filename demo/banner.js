// Says at the top of the page that something the page needs is missing.

const banner = document.getElementById('banner');

export function warn(text) {
  banner.append(`${text} `);
  banner.hidden = false;
}

export const warnWithoutSandbox = ({ message }) =>
  warn(
    `The sandbox’s address could not be read from sandbox.json (${message}). ` +
      'Start it and this page with “cargo\u00a0xtask\u00a0demo”.',
  );
