// A component of Angular.
import { OF_ELEMENT, attributeLines, constants, typeImport } from './shared.js';

export function angular(model) {
  const { event, map } = OF_ELEMENT[model.key];
  // The template is a text of JavaScript, in which Angular reads expressions.
  const lines = [
    ...attributeLines(model, '{}`\\$'),
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
${lines.map((line) => `      ${line}`).join('\n')}
    ></${model.tag}>
  \`,
})
export class Contract {
${constants(model, { typed: true, indent: '  ', prefix: 'readonly ' })}

  heard(event: ${map}['${event}']) {
    console.log(event.detail);
  }
}
`;
}
