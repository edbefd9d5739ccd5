// A component of Angular.
import { OF_ELEMENT, attribute, camelCase, constants, isPlain, literal, typeImport } from './shared.js';

/** Angular decodes entities before it looks for expressions, so anything unusual is a member of the class. */
const line = ([name, value]) => (isPlain(value) ? attribute(name, value) : `[attr.${name}]="${camelCase(name)}"`);

const members = ({ attributes }) =>
  Object.entries(attributes)
    .filter(([, value]) => !isPlain(value))
    .map(([name, value]) => `  readonly ${camelCase(name)} = ${literal(value)};\n`)
    .join('');

export function angular(model) {
  const { event, map } = OF_ELEMENT[model.key];
  const lines = [
    ...Object.entries(model.attributes).map(line),
    '[authorize]="authorize"',
    ...(model.prefill ? ['[prefill]="prefill"'] : []),
    `(${event})="heard($event)"`,
  ];
  return `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'oneflow-contract-picker/define';
${typeImport(model, map)}

@Component({
  selector: 'app-contract',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    <${model.tag}
${lines.map((text) => `      ${text}`).join('\n')}
    ></${model.tag}>
  \`,
})
export class Contract {
${members(model)}${constants(model, { typed: true, indent: '  ', prefix: 'readonly ' })}

  heard(event: ${map}['${event}']) {
    console.log(event.detail);
  }
}
`;
}
