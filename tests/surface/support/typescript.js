// TypeScript's judgement on a generated file beside the package's types.
import path from 'node:path';
import ts from 'typescript';

import { dist } from './surface.js';

const FILE = path.join(dist, 'surface-check.ts');
const options = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

const host = ts.createCompilerHost(options);
const { fileExists, getSourceFile } = host;
const parsed = new Map();
let content = '';
host.fileExists = (file) => file === FILE || fileExists(file);
host.getSourceFile = (file, language, ...rest) => {
  if (file === FILE) return ts.createSourceFile(file, content, language);
  // The types of the browser's API are large; they are parsed once.
  if (!parsed.has(file)) parsed.set(file, getSourceFile(file, language, ...rest));
  return parsed.get(file);
};

const program = (text) => {
  content = text;
  return ts.createProgram([FILE], options, host);
};

/** The names that a module of the package exports. */
export function exportsOf(module) {
  const compiled = program(`import '${module}';`);
  const checker = compiled.getTypeChecker();
  const file = compiled.getSourceFile(path.join(dist, module.replace(/\.js$/, '.d.ts')));
  return checker.getExportsOfModule(checker.getSymbolAtLocation(file)).map(({ name }) => name);
}

/** The errors of a file, each with the line that it is in. */
export function errors(text) {
  const lines = text.split('\n');
  return ts.getPreEmitDiagnostics(program(text)).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (file?.fileName !== FILE) return { line: file?.fileName, message };
    return { line: lines[file.getLineAndCharacterOfPosition(start).line], message };
  });
}
