/** Reads `@element('tessera-…')`, the guarded registration, as the definition of a custom element. */
const guardedElements = () => ({
  name: 'guarded-elements',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node)) return;
    const call = (ts.getDecorators(node) ?? []).map(({ expression }) => expression)
      .find((expression) => ts.isCallExpression(expression) && expression.expression.getText() === 'element');
    const declaration = moduleDoc.declarations?.find(({ name }) => name === node.name?.getText());
    if (!call || !declaration) return;
    declaration.tagName = call.arguments[0].text;
    declaration.customElement = true;
    moduleDoc.exports = [
      ...(moduleDoc.exports ?? []),
      { kind: 'custom-element-definition', name: declaration.tagName, declaration: { name: declaration.name, module: moduleDoc.path } },
    ];
  },
});

const isPublic = ({ name, privacy, static: own }) => privacy !== 'private' && privacy !== 'protected' && !/^[#_]/.test(name) && !own;

/** Private members, and events that only the code's shape suggests, are no one's business: what is left is what a page may use. */
const publicOnly = () => ({
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        if (declaration.events) declaration.events = declaration.events.filter(({ name }) => name?.startsWith('tessera-'));
      }
    }
    customElementsManifest.modules = customElementsManifest.modules
      .map((module) => ({ ...module, declarations: (module.declarations ?? []).filter(({ tagName }) => tagName) }))
      .filter(({ declarations }) => declarations.length > 0)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  },
});

export default {
  globs: ['packages/elements/src/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.stories.ts', '**/locale/**'],
  outdir: 'packages/elements',
  litelement: true,
  packagejson: false,
  dependencies: false,
  plugins: [guardedElements(), publicOnly()],
};
