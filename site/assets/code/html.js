// A whole page without a framework.
import { OF_ELEMENT, attributeLines, constants, css } from './shared.js';

const indented = (text, indent) => text.replace(/^(?=.)/gm, indent);

export function html(model) {
  const { key, tag, script, prefill } = model;
  const style = css(model);
  const sheet = style && `  <style>\n${indented(style, '    ')}  </style>\n`;
  const attributes = attributeLines(model)
    .map((line) => `\n    ${line}`)
    .join('');
  const set = prefill
    ? `    Object.assign(${key}, { authorize, prefill });`
    : `    Object.assign(${key}, { authorize });`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Contract</title>
${sheet}  <script type="module">
${constants(model, { typed: false, indent: '    ' })}
    const ${key} = document.querySelector('${tag}');
${set}
    ${key}.addEventListener('${OF_ELEMENT[key].event}', ({ detail }) => console.log(detail));
  </script>
  <script type="module" src="${script}"></script>
</head>
<body>
  <${tag}${attributes}
  ></${tag}>
</body>
</html>
`;
}
