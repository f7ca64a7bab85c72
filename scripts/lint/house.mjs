import { basename, relative, sep } from 'node:path';

/** File names are kebab-case; what stands between the dots says what kind of file it is. */
const fileName = {
  meta: { type: 'problem', docs: { description: 'name files in kebab-case, without drawers for anything' }, schema: [], messages: { name: 'Name this file in kebab-case, after the noun or the verb it holds.', drawer: 'No {{name}}: name the file after what is in it.' } },
  create: (context) => ({
    Program(node) {
      const path = relative(context.cwd, context.filename).split(sep);
      const name = basename(context.filename);
      if (!/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|mjs|js)$|^zh-HK\.ts$/.test(name)) context.report({ node, messageId: 'name' });
      const drawer = path.map((part) => part.replace(/\..*$/, '')).find((part) => /^(utils?|helpers?|common|misc|shared)$/.test(part));
      if (drawer) context.report({ node, messageId: 'drawer', data: { name: drawer } });
    },
  }),
};

/** `PayCodeElement` is `<tessera-pay-code>`, in pay-code.ts. */
const elementName = {
  meta: { type: 'problem', docs: { description: 'one name for an element: class, tag and file' }, schema: [], messages: { name: '<{{tag}}> is written {{expected}} in {{file}}.', tag: 'A tag begins with tessera- and is a literal.' } },
  create: (context) => ({
    'ClassDeclaration > Decorator > CallExpression[callee.name=/^(element|customElement)$/]'(call) {
      const tag = call.arguments[0]?.value;
      if (typeof tag !== 'string' || !/^tessera-[a-z-]+$/.test(tag)) return context.report({ node: call, messageId: 'tag' });
      const noun = tag.slice('tessera-'.length);
      const expected = `${noun.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase())}Element`;
      const file = `${noun}.ts`;
      const declared = call.parent.parent.id?.name;
      const fileOk = basename(context.filename) === file || /\.test\.ts$/.test(context.filename);
      if (declared !== expected || !fileOk) context.report({ node: call, messageId: 'name', data: { tag, expected, file } });
    },
  }),
};

const looksLikeCode = /^\s*(import\s.+from\s|export\s+(const|function|class|default)\b|(const|let|var)\s+[\w{[].*=|(await\s+)?[\w.]+\(.*\);\s*$|return\b.*;\s*$|if\s*\(.*\)\s*[{\w]|\}\s*(else\b.*)?$|[\w.]+\s*=\s*.+;\s*$)/;

/** A comment says why; code that is not wanted is deleted. */
const noCommentedCode = {
  meta: { type: 'suggestion', docs: { description: 'no commented-out code' }, schema: [], messages: { code: 'Delete code that is not wanted; the history keeps it.' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (comment.type === 'Block' && comment.value.startsWith('*')) continue;
        if (comment.value.split('\n').some((line) => looksLikeCode.test(line))) context.report({ node: comment, messageId: 'code' });
      }
    },
  }),
};

/** A suppressed rule carries its reason on the same line. */
const describedDisable = {
  meta: { type: 'problem', docs: { description: 'a suppressed rule carries its reason' }, schema: [], messages: { reason: 'Say why on the same line: `eslint-disable-line rule -- reason`.' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/^\s*(eslint-disable|@ts-(expect-error|ignore|nocheck))/.test(comment.value) && !/(--|:)\s*\S.{7,}/.test(comment.value)) {
          context.report({ loc: comment.loc, messageId: 'reason' });
        }
      }
    },
  }),
};

/** Every test runs: none skipped, none alone, none waiting. */
const everyTestRuns = {
  meta: { type: 'problem', docs: { description: 'no skipped or focused tests' }, schema: [], messages: { runs: 'Every test runs: no {{what}}.' } },
  create: (context) => ({
    'CallExpression > MemberExpression.callee[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo)$/]': (node) =>
      context.report({ node, messageId: 'runs', data: { what: `${node.object.name}.${node.property.name}` } }),
    'CallExpression[callee.name=/^(it|test|describe|suite)$/] > ObjectExpression > Property[key.name=/^(skip|only|todo)$/][value.value!=false]': (node) =>
      context.report({ node, messageId: 'runs', data: { what: node.key.name } }),
    'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]': (node) => context.report({ node, messageId: 'runs', data: { what: node.callee.name } }),
  }),
};

export const house = {
  'file-name': fileName,
  'element-name': elementName,
  'no-commented-code': noCommentedCode,
  'described-disable': describedDisable,
  'every-test-runs': everyTestRuns,
};
