// Writes the editor data for the manifest in the working directory: `vscode.html-custom-data.json`,
// `vscode.css-custom-data.json` and `web-types.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';

const described = (item, ...notes) => (
  { ...item, description: [item.description, ...notes].filter(Boolean).join('\n\n') }
);
const withDefault = (item) => described(
  item,
  item.syntax && `Syntax: \`${item.syntax}\``,
  item.default && `Default: \`${item.default}\``,
);

/** An element for editors: they know the attributes of HTML, and show descriptions but no syntax or default. */
const forEditors = (declaration) => ({
  ...declaration,
  attributes: declaration.attributes.filter(({ inheritedFrom }) => !inheritedFrom).map(withDefault),
  members: declaration.members
    .filter(({ inheritedFrom }) => !inheritedFrom)
    .map((member) => described(member, member.readonly && 'Read only.')),
  cssProperties: declaration.cssProperties.map(withDefault),
});

/** Custom properties and parts are listed for all elements together, so each is left with the first that has it. */
function withoutRepetition(declarations) {
  const known = new Set();
  const first = ({ name }) => !known.has(name) && known.add(name);
  return declarations.map((declaration) => ({
    ...declaration,
    cssProperties: declaration.cssProperties.filter(first),
    cssParts: declaration.cssParts.filter(first),
  }));
}

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
const modules = manifest.modules.map((module) => (
  { ...module, declarations: withoutRepetition(module.declarations.map(forEditors)) }
));
// The descriptions of the tags would list what editors offer in style sheets by themselves.
const options = { hideCssPropertiesDocs: true, hideCssPartsDocs: true, hideLogs: true };
const files = {
  // Some attributes take any text and have values worth offering; `parsedType` has these.
  'vscode.html-custom-data.json': [getVsCodeHtmlCustomData, { ...options, typesSrc: 'parsedType' }],
  'vscode.css-custom-data.json': [getVsCodeCssCustomData, options],
  'web-types.json': [getWebTypesData, options],
};
for (const [file, [generate, settings]] of Object.entries(files)) {
  const text = generate({ ...manifest, modules }, settings);
  const data = JSON.parse(text, (key, value) => (key === 'doc-url' && value === '' ? undefined : value));
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
}
