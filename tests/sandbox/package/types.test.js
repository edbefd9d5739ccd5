// The types of the sandbox's npm package, as TypeScript sees them.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const compile = (options) => {
  const types = path.resolve(process.env.SANDBOX_PACKAGE, 'index.d.ts');
  const program = ts.createProgram([path.join(import.meta.dirname, 'types.ts')], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
    paths: { 'oneflow-sandbox': [types] },
    ...options,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
};

test('the types allow what is documented and nothing else', () => {
  const { NodeNext, ESNext } = ts.ModuleKind;
  assert.deepEqual(compile({ module: NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }), []);
  assert.deepEqual(compile({ module: ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }), []);
});
