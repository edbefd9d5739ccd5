// The surface against the package's types: TypeScript compiles a file that claims all of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { camelCase, of, surface } from './support/surface.js';
import { errors, exportsOf } from './support/typescript.js';

const names = exportsOf('./element.js');

const HEAD = `
import type { ${names.join(', ')} } from './element.js';
import type { ContractCardProps, ContractListProps, ContractPickerProps } from './react.js';
import type { HTMLAttributes } from 'react';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Extends<A, B> = A extends B ? true : false;
type Flat<T> = { [K in keyof T]: T[K] };
type Own<T> = Exclude<T, keyof HTMLElement>;
type Prop<T> = Exclude<T, keyof HTMLAttributes<HTMLElement>>;
type Waits = { waitUntil(promise: Promise<unknown>): void };
declare function claim<Holds extends true>(): Holds;
`;

const union = (texts) => (texts.length > 0 ? texts.map((text) => `'${text}'`).join(' | ') : 'never');
const handler = (name) => camelCase(`on-${name}`);

/** What is of an element, in the names of the types. */
function described(surface, element) {
  const { class: type, stateType } = element;
  const attributes = of(surface.attributes, element).filter(({ inherited }) => !inherited);
  return {
    type,
    map: stateType.replace('State', 'EventMap'),
    props: `${type.replace('Oneflow', '')}Props`,
    attributes: attributes.map(({ name, ...rest }) => ({ ...rest, name: camelCase(name) })),
    properties: of(surface.properties, element),
    methods: of(surface.methods, element),
    events: of(surface.events, element),
    typed: (text) => text.replaceAll('{State}', stateType),
  };
}

function ofMembers({ type, props, attributes, properties, methods, events, typed }) {
  const members = [...attributes, ...properties.filter((it) => !it.static), ...methods];
  const settable = [...attributes, ...properties.filter(({ readonly }) => !readonly)].map(({ name }) => name);
  const handlers = events.map(({ name }) => handler(name));
  return [
    [`members of ${type}`, `Same<Own<keyof ${type}>, Own<${union(members.map(({ name }) => name))}>>`],
    [`names of ${props}`, `Same<Prop<keyof ${props}>, Prop<${union([...settable, ...handlers])}>>`],
    ...attributes.map(({ name, type: value }) => [
      `attribute ${type}.${name}`, `Same<Pick<${type}, '${name}'>, { ${name}: ${value} | null }>`,
    ]),
    ...properties.map((it) => [
      `property ${type}.${it.name}`,
      `Same<Pick<${it.static ? `typeof ${type}` : type}, '${it.name}'>, `
        + `{ ${it.readonly ? 'readonly ' : ''}${it.name}: ${typed(it.type)} }>`,
    ]),
    ...methods.map(({ name, parameters, returns }) => [
      `method ${type}.${name}`, `Same<${type}['${name}'], (${parameters}) => ${returns}>`,
    ]),
  ];
}

function ofEvents({ map, props, events, typed }) {
  return [
    [`names of ${map}`, `Same<keyof ${map}, ${union(events.map(({ name }) => name))}>`],
    ...events.flatMap(({ name, detail, extendable }) => {
      const event = `${map}['${name}']`;
      return [
        [`detail of ${map} ${name}`, `Same<Flat<${event}['detail']>, { externalId: string | null; ${typed(detail)} }>`],
        [`kind of ${map} ${name}`, `Same<Extends<${event}, CustomEvent>, true>`],
        [`waitUntil of ${map} ${name}`, `Same<Extends<${event}, Waits>, ${Boolean(extendable)}>`],
        [`prop of ${props} ${name}`, `Same<NonNullable<${props}['${handler(name)}']>, (event: ${event}) => void>`],
      ];
    }),
  ];
}

/** Listeners that claim the type of the event that they get. */
const ofListeners = ({ type, map, events }) => events.map(({ name }) => (
  `(it: ${type}) => it.addEventListener('${name}', (event) => claim<Same<typeof event, ${map}['${name}']>>()); `
  + `// listener of ${type} ${name}`
));

/** What the types must be for a surface: one claim a line, with its name behind it. */
function claimsOf(surface) {
  const elements = surface.elements.map((element) => described(surface, element));
  const claims = [
    ['error kinds', `Same<ErrorKind, ${union(surface.errorKinds.map(({ name }) => name))}>`],
    ...surface.elements.map(({ tag, class: type }) => (
      [`tag of ${type}`, `Same<HTMLElementTagNameMap['${tag}'], ${type}>`]
    )),
    ...elements.flatMap(ofMembers),
    ...elements.flatMap(ofEvents),
  ];
  return [...claims.map(([name, claim]) => `claim<${claim}>(); // ${name}`), ...elements.flatMap(ofListeners)];
}

/** For each surface the claims that do not hold; all are compiled at once, because a compilation takes a second. */
function wrong(surfaces) {
  const lines = surfaces.flatMap((described, index) => claimsOf(described).map((line) => `${line} // ${index}`));
  const found = surfaces.map(() => new Set());
  for (const { line = '', message } of errors(HEAD + lines.join('\n'))) {
    const [, name, index] = line.match(/; \/\/ (.*) \/\/ (\d+)$/) ?? [];
    assert.ok(name, `${line}: ${message}`);
    found[index].add(name);
  }
  return found.map((names) => [...names].sort());
}

/** A change of one item of the surface, and the claims that it breaks. */
const all = (claim, member) => ['Card', 'List', 'Picker'].map((name) => `${claim} OneflowContract${name}.${member}`);
const mistakes = [
  ['attributes', 'theme', { type: "'light' | 'dark'" }, all('attribute', 'theme')],
  ['attributes', 'lock', { name: 'look' }, [
    'attribute OneflowContractList.look', 'attribute OneflowContractPicker.look', 'members of OneflowContractList',
    'members of OneflowContractPicker', 'names of ContractListProps', 'names of ContractPickerProps',
  ]],
  ['properties', 'state', { readonly: false }, [
    'names of ContractCardProps', 'names of ContractListProps', 'names of ContractPickerProps',
    ...all('property', 'state'),
  ]],
  ['properties', 'state', { type: 'PickerState' }, [
    'property OneflowContractCard.state', 'property OneflowContractList.state',
  ]],
  ['properties', 'prefill', { type: 'Prefill' }, [
    'property OneflowContractList.prefill', 'property OneflowContractPicker.prefill',
  ]],
  ['properties', 'version', { type: 'number' }, all('property', 'version')],
  ['methods', 'reset', { returns: 'Promise<void>' }, [
    'method OneflowContractList.reset', 'method OneflowContractPicker.reset',
  ]],
  ['methods', 'applyEvent', { parameters: 'event: string' }, [
    'method OneflowContractCard.applyEvent', 'method OneflowContractList.applyEvent',
  ]],
  ['events', 'oneflow-created', { detail: 'contractId: number' }, [
    'detail of ListEventMap oneflow-created', 'detail of PickerEventMap oneflow-created',
  ]],
  ['events', 'oneflow-state-change', { detail: 'from: PickerState; to: PickerState' }, [
    'detail of CardEventMap oneflow-state-change', 'detail of ListEventMap oneflow-state-change',
  ]],
  ['events', 'oneflow-before-create', { extendable: false }, [
    'waitUntil of ListEventMap oneflow-before-create', 'waitUntil of PickerEventMap oneflow-before-create',
  ]],
  ['events', 'oneflow-cancel', { element: 'card' }, [
    'detail of CardEventMap oneflow-cancel', 'kind of CardEventMap oneflow-cancel',
    'listener of OneflowContractCard oneflow-cancel', 'names of CardEventMap', 'names of ContractCardProps',
    'names of ContractPickerProps', 'names of PickerEventMap', 'prop of ContractCardProps oneflow-cancel',
    'waitUntil of CardEventMap oneflow-cancel',
  ]],
  ['errorKinds', 'plan', { name: 'payment' }, ['error kinds']],
];

function mistaken([list, name, change]) {
  const described = surface();
  Object.assign(described[list].find((item) => item.name === name), change);
  return described;
}

const [right, ...found] = wrong([surface(), ...mistakes.map(mistaken)]);

test('the types of the elements, their events and the React components are those of the surface', () => {
  assert.deepEqual(right, []);
});

for (const [index, [, name, change, broken]] of mistakes.entries()) {
  test(`the types refuse a surface in which ${name} has another ${Object.keys(change)[0]}: ${broken[0]}`, () => {
    assert.deepEqual(found[index], broken);
  });
}
