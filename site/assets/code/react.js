// A component of React 18 and 19.
import { OF_ELEMENT, camelCase, constants, isPlain, literal, typeImport } from './shared.js';

/** JSX reads entities and keeps quotes, so anything unusual is an expression. */
const prop = ([name, value]) =>
  `${camelCase(name)}=${isPlain(value) ? `"${value}"` : `{${literal(value)}}`}`;

export function react(model) {
  const { component, handler } = OF_ELEMENT[model.key];
  const props = [
    ...Object.entries(model.attributes).map(prop),
    'authorize={authorize}',
    ...(model.prefill ? ['prefill={prefill}'] : []),
    `${handler}={({ detail }) => console.log(detail)}`,
  ];
  return `import { ${component} } from 'oneflow-contract-picker/react';
${typeImport(model)}

${constants(model, { typed: true })}

export function Contract() {
  return (
    <${component}
${props.map((line) => `      ${line}`).join('\n')}
    />
  );
}
`;
}
