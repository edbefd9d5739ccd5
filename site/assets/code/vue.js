// A component of Vue 3.
import { OF_ELEMENT, attributeLines, constants, typeImport } from './shared.js';

export function vue(model) {
  const { event, map } = OF_ELEMENT[model.key];
  const lines = [
    ...attributeLines(model),
    ':authorize.prop="authorize"',
    ...(model.prefill ? [':prefill.prop="prefill"'] : []),
    `@${event}="heard"`,
  ];
  return `<!-- isCustomElement: (tag) => tag.startsWith('oneflow-') in the options of the compiler -->
<script setup lang="ts">
import 'oneflow-contract-picker/define';
${typeImport(model, map)}

${constants(model, { typed: true })}
const heard = (event: ${map}['${event}']) => console.log(event.detail);
</script>

<template>
  <${model.tag}
${lines.map((line) => `    ${line}`).join('\n')}
  />
</template>
`;
}
