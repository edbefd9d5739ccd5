// The surface against the element classes of the built package, as Node imports them.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { camelCase, dist, json, of, surface } from './support/surface.js';

const classes = await import(pathToFileURL(path.join(dist, 'element.js')));
// Custom elements have these for the browser, not for the page.
const CALLBACKS = [
  'constructor', 'connectedCallback', 'disconnectedCallback', 'adoptedCallback', 'attributeChangedCallback',
];

/** Every named member of a class and of the classes of ours that it extends. */
function members({ prototype }) {
  const found = {};
  for (let type = prototype; type && type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    Object.assign(found, { ...Object.getOwnPropertyDescriptors(type), ...found });
  }
  for (const name of CALLBACKS) delete found[name];
  return found;
}

/** What a member is, in the words of the surface. */
function kind({ get, set, value }) {
  if (typeof value === 'function') return `method with ${value.length} parameters`;
  return get && set ? 'property' : 'read-only property';
}

/** The members that the surface promises, by name. */
function promised({ attributes, properties, methods }, element) {
  const parameters = (text) => (text === '' ? 0 : text.split(', ').length);
  return Object.fromEntries([
    ...of(attributes, element).map(({ name }) => [camelCase(name), 'property']),
    ...of(properties, element).filter((property) => !property.static)
      .map(({ name, readonly }) => [name, readonly ? 'read-only property' : 'property']),
    ...of(methods, element).map((method) => [method.name, `method with ${parameters(method.parameters)} parameters`]),
  ]);
}

/** Where a class and the surface differ. */
function differences(described, element) {
  const type = classes[element.class];
  const found = Object.fromEntries(Object.entries(members(type)).map(([name, member]) => [name, kind(member)]));
  const expected = promised(described, element);
  const names = [...new Set([...Object.keys(found), ...Object.keys(expected)])];
  const observed = new Set(type.observedAttributes);
  const attributes = new Set(of(described.attributes, element).map(({ name }) => name));
  return [
    ...names.filter((name) => found[name] !== expected[name]).map((name) => `${name} is ${found[name]}`),
    ...[...observed].filter((name) => !attributes.has(name)).map((name) => `${name} is observed`),
    ...[...attributes].filter((name) => !observed.has(name)).map((name) => `${name} is not observed`),
  ];
}

for (const element of surface().elements) {
  test(`${element.class} has the attributes, properties and methods of the surface and no others`, () => {
    assert.deepEqual(differences(surface(), element), []);
  });

  test(`${element.class} has its tag, and the static properties of the surface`, () => {
    const type = classes[element.class];
    assert.equal(type.tag, element.tag);
    assert.equal(type.version, json('package.json').version);
    const statics = of(surface().properties, element).filter((property) => property.static);
    for (const { name, type: expected } of statics) assert.equal(typeof type[name], expected, name);
  });
}

test('a surface that is wrong about a class is found out', () => {
  const [picker] = surface().elements;
  const wrong = (change) => {
    const described = surface();
    change(described);
    return differences(described, picker);
  };
  const find = (items, name) => items.find((item) => item.name === name);
  assert.deepEqual(wrong(({ attributes }) => { find(attributes, 'lock').name = 'look'; }), [
    'lock is property', 'look is undefined', 'lock is observed', 'look is not observed',
  ]);
  assert.deepEqual(wrong(({ attributes }) => { find(attributes, 'contract-id').element = 'picker'; }), [
    'contractId is undefined', 'contract-id is not observed',
  ]);
  assert.deepEqual(wrong(({ properties }) => { find(properties, 'prefill').readonly = true; }), [
    'prefill is property',
  ]);
  assert.deepEqual(wrong(({ properties }) => { find(properties, 'state').readonly = false; }), [
    'state is read-only property',
  ]);
  assert.deepEqual(wrong(({ methods }) => { methods.shift(); }), ['reset is method with 0 parameters']);
  assert.deepEqual(wrong(({ methods }) => { find(methods, 'reset').parameters = 'force: boolean'; }), [
    'reset is method with 0 parameters',
  ]);
});

test('importing the package where there is no window registers nothing', () => {
  assert.equal(globalThis.customElements, undefined);
  assert.doesNotThrow(() => classes.define());
});
