// A component of Svelte 5.
import { OF_ELEMENT, attributeLines, constants, typeImport } from './shared.js';

export function svelte(model) {
  const { event, map } = OF_ELEMENT[model.key];
  // Svelte reads expressions in quotes as well.
  const lines = [
    ...attributeLines(model, '{}'),
    '{authorize}',
    ...(model.prefill ? ['{prefill}'] : []),
    `on${event}={heard}`,
  ];
  return `<script lang="ts">
  import 'oneflow-contract-picker/define';
  ${typeImport(model, map)}

${constants(model, { typed: true, indent: '  ' })}
  const heard = (event: ${map}['${event}']) => console.log(event.detail);
</script>

<${model.tag}
${lines.map((line) => `  ${line}`).join('\n')}
></${model.tag}>
`;
}
