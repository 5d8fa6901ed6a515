// node kubernetes.cjs FILE…: holds each object against Kubernetes' own schema, strictly: unknown fields, missing ones and wrong types are faults, a line each;
// exit code 1 when there is one. The types are made of the schema (kubernetes-types); the TypeScript compiler takes an object literal for them or says why not.
const fs = require('fs');
const path = require('path');
const ts = require('typescript');
const yaml = require('yaml');

const types = path.dirname(require.resolve('kubernetes-types/package.json'));
const faults = [];
const sources = new Map();
for (const file of process.argv.slice(2)) {
    yaml.parseAllDocuments(fs.readFileSync(file, 'utf8'), { uniqueKeys: true }).forEach((document, index) => {
        document.errors.forEach((error) => faults.push(`${file}: ${error.message}`));
        const object = document.toJS();
        if (object === null) {
            return;
        }

        const [group, version] = String(object.apiVersion).includes('/') ? object.apiVersion.split('/') : ['core', object.apiVersion];
        const module = path.join(types, group.split('.')[0], `${version}.d.ts`);
        if (!fs.existsSync(module) || !new RegExp(`interface ${object.kind} `).test(fs.readFileSync(module, 'utf8'))) {
            faults.push(`${file}: there is no ${object.kind} in ${object.apiVersion}`);
            return;
        }

        // A kind and version that the type does not know (both are optional in it) would be no fault.
        const name = `/objects/${sources.size}.ts`;
        sources.set(name, {
            what: `${file}: ${object.kind} ${object.metadata?.name}`,
            text: `import { ${object.kind} } from ${JSON.stringify(module.slice(0, -'.d.ts'.length))};\nexport const it: ${object.kind} = ${JSON.stringify(object, null, 1)};\n`,
        });
    });
}

const options = { strict: true, noEmit: true, noLib: false, lib: ['lib.es2022.d.ts'], types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, ignoreDeprecations: '5.0', skipLibCheck: true };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.getSourceFile = (name, ...rest) => sources.has(name) ? ts.createSourceFile(name, sources.get(name).text, options.target, true) : getSourceFile.call(host, name, ...rest);
host.fileExists = (name) => sources.has(name) || fileExists.call(host, name);
host.readFile = (name) => sources.get(name)?.text ?? readFile.call(host, name);
for (const fault of ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], options, host))) {
    faults.push(`${sources.get(fault.file?.fileName)?.what ?? ''}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`);
}

faults.forEach((fault) => console.log(fault));
process.exitCode = faults.length > 0 || sources.size === 0 ? 1 : 0;
