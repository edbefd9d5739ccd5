// Writes the editor data for the manifest in the working directory: `vscode.html-custom-data.json`,
// `vscode.css-custom-data.json` and `web-types.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';

const described = (item, note) => ({ ...item, description: [item.description, note].filter(Boolean).join('\n\n') });
const withDefault = (item) => described(item, item.default && `Default: \`${item.default}\``);

/** An element for editors, which know the attributes of HTML already and show descriptions but no defaults. */
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
  'vscode.html-custom-data.json': getVsCodeHtmlCustomData,
  'vscode.css-custom-data.json': getVsCodeCssCustomData,
  'web-types.json': getWebTypesData,
};
for (const [file, generate] of Object.entries(files)) {
  const data = JSON.parse(generate({ ...manifest, modules }, options));
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
}
