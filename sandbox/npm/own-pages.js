// Where the sandbox's own pages are: beside the API, also when both are in a folder of a site.

/** The path of the folder that holds the API at `v1`; '' at the root, and for an API of another name. */
export const folderOf = (apiBase) => /^(.*)\/v1\/*$/.exec(new URL(apiBase).pathname)?.[1] ?? '';

/** The address below which control calls and console are. */
export const ownPages = (apiBase) => new URL(`${folderOf(apiBase)}/_sandbox/`, apiBase).href;

/** The same headers, with a redirect into the folder. */
export const headersInFolder = (headers, folder) => {
  const leadsToPage = (name, value) => name === 'location' && value.startsWith('/_sandbox/');
  return headers.map(([name, value]) => [name, leadsToPage(name, value) ? folder + value : value]);
};

/** The same page, with its links into the folder. Text cannot look like a link, because its quotes are escaped. */
export const pageInFolder = (body, headers, folder) => {
  const isPage = headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/html'));
  return isPage ? new TextDecoder().decode(body).replaceAll('"/_sandbox/', `"${folder}/_sandbox/`) : body;
};
