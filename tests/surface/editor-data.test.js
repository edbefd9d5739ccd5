// The manifest, what editors read of it, and the documents of the package, as they are in the built package.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { dist, json, of, surface } from './support/surface.js';

const { attributes, customProperties, elements, events, parts, properties, slots } = surface();
const html = json('vscode.html-custom-data.json');
const css = json('vscode.css-custom-data.json');
const { contributions, ...webTypes } = json('web-types.json');

const byName = (items, name) => items.find((item) => item.name === name);
const names = (items) => items.map(({ name }) => name);
/** Editors know the attributes of every HTML element already. */
const own = (element) => of(attributes, element).filter(({ inherited }) => !inherited);

/** What an editor has to say of an attribute. */
function isDescribed(offered, { name, description, valueHint, default: value }) {
  const expected = [description, valueHint && `Value: ${valueHint}`, value && `Default: \`${value}\``];
  assert.equal(offered.description, expected.filter(Boolean).join('\n\n'), name);
}

for (const element of elements) {
  test(`Visual Studio Code offers the attributes of ${element.tag}, with their values, hints and defaults`, () => {
    const tag = byName(html.tags, element.tag);
    assert.ok(tag.description.startsWith(element.description));
    assert.deepEqual(names(tag.attributes), names(own(element)));
    for (const attribute of own(element)) {
      const offered = byName(tag.attributes, attribute.name);
      isDescribed(offered, attribute);
      assert.deepEqual(names(offered.values), attribute.values ?? [], attribute.name);
    }
  });

  test(`a JetBrains editor knows the attributes, properties, events and slots of ${element.tag}`, () => {
    const tag = byName(contributions.html.elements, element.tag);
    assert.ok(tag.description.startsWith(element.description));
    assert.deepEqual(names(tag.attributes), names(own(element)));
    for (const attribute of own(element)) {
      const offered = byName(tag.attributes, attribute.name);
      isDescribed(offered, attribute);
      const { type, default: value } = attribute;
      assert.deepEqual(offered.value, value ? { type, default: value } : { type });
    }
    for (const property of of(properties, element)) {
      const offered = byName(tag.js.properties, property.name);
      assert.equal(Boolean(offered), !property.static, property.name);
      if (offered) assert.ok(offered.description.startsWith(property.description), property.name);
      if (offered) assert.equal(offered.description.includes('Read only.'), Boolean(property.readonly), property.name);
    }
    assert.deepEqual(names(tag.js.events), names(of(events, element)));
    assert.deepEqual(names(tag.slots), names(of(slots, element)));
  });
}

test('all offer each custom property and each part once, in style sheets', () => {
  assert.deepEqual(names(css.properties), names(customProperties));
  for (const { name, description, syntax, default: value } of customProperties) {
    const expected = `${description}\n\nSyntax: \`${syntax}\`\n\nDefault: \`${value}\``;
    assert.equal(byName(css.properties, name).description, expected);
  }
  const inCss = names(parts).map((name) => `part(${name})`).sort();
  assert.deepEqual(names(css.pseudoElements).sort(), inCss.map((name) => `::${name}`));
  assert.deepEqual(names(contributions.css.properties), names(customProperties));
  assert.deepEqual(names(contributions.css['pseudo-elements']).sort(), inCss);
});

test('the web types are those of this version of the package', () => {
  const { name, version } = json('package.json');
  assert.deepEqual([webTypes.name, webTypes.version], [name, version]);
});

test('the package contains the reference', () => {
  assert.ok(existsSync(path.join(dist, 'docs/reference.md')));
});
