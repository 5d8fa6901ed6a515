// node sbom.cjs FOLDER: adds to FOLDER/nuget.json what no package manager knows of, says the licences that packages leave out, and writes FOLDER/skiller.cdx.json
// and FOLDER/licences.md. What is wrong is a line each; exit code 1 when something is.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..', '..');
const folder = process.argv[2];
// Those that oblige whoever runs or passes on Skiller (Apache-2.0) to nothing but to keep their notices.
const taken = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'PostgreSQL', 'Unlicense']);
const rows = (name) => fs.readFileSync(path.join(__dirname, name), 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
const said = new Map(rows('licences.tsv').map(([name, version, licence]) => [`${name} ${version}`, licence]));
const faults = [];

// Each folder of Vendor has a README.md that says which package of npm a script is, with its version, and a LICENSE.
function vendored() {
    const vendor = path.join(root, 'src', 'Web', 'Site', 'Vendor');
    return fs.readdirSync(vendor).map((name) => {
        const about = /npm package \[(?<name>[^\]]+)\]\([^)]+\) (?<version>[\d.]+)/.exec(fs.readFileSync(path.join(vendor, name, 'README.md'), 'utf8'));
        const licence = /^Zero-Clause BSD/.test(fs.readFileSync(path.join(vendor, name, 'LICENSE'), 'utf8')) ? '0BSD' : undefined;
        const script = fs.readdirSync(path.join(vendor, name)).find((file) => file.endsWith('.js'));
        const purl = `pkg:npm/${about.groups.name}@${about.groups.version}`;
        return {
            type: 'library',
            'bom-ref': purl,
            name: about.groups.name,
            version: about.groups.version,
            description: `src/Web/Site/Vendor/${name}/${script}`,
            scope: 'required',
            hashes: [{ alg: 'SHA-512', content: crypto.createHash('sha512').update(fs.readFileSync(path.join(vendor, name, script))).digest('hex').toUpperCase() }],
            licenses: licence ? [{ license: { id: licence } }] : undefined,
            purl,
        };
    });
}

function older(version, least) {
    const [one, other] = [version, least].map((text) => text.split(/[-+]/)[0].split('.').map(Number));
    const at = one.findIndex((part, i) => part !== (other[i] ?? 0));
    return at >= 0 && one[at] < (other[at] ?? 0);
}

const bom = JSON.parse(fs.readFileSync(path.join(folder, 'nuget.json'), 'utf8'));
const scripts = vendored();
bom.components.push(...scripts);
bom.dependencies?.find((one) => one.ref === bom.metadata.component['bom-ref'])?.dependsOn?.push(...scripts.map((one) => one['bom-ref']));
bom.metadata.component.licenses = [{ license: { id: 'Apache-2.0' } }];
const floors = new Map(rows('floors.tsv').map(([name, least, why]) => [name.toLowerCase(), { least, why }]));
for (const component of bom.components) {
    const named = `${component.name} ${component.version}`;
    component.licenses ??= said.has(named) ? [{ license: { id: said.get(named) } }] : [];
    const licences = component.licenses.map((one) => one.license?.id ?? one.expression ?? one.license?.name ?? one.license?.url);
    component.licence = licences.join(' and ');
    if (licences.length === 0) {
        faults.push(`${named}: its licence is unknown; look, and say it in deploy/supply-chain/licences.tsv`);
    } else if (!licences.every((licence) => taken.has(licence))) {
        faults.push(`${named}: ${component.licence} is not among the licences that are taken`);
    }

    const floor = floors.get(component.name.toLowerCase());
    if (floor && older(component.version, floor.least)) {
        faults.push(`${named} is older than ${floor.least}: ${floor.why}`);
    }
}

const list = bom.components.map((one) => `| ${one.name} | ${one.version} | ${one.licence} | ${(one.copyright ?? one.authors?.map((author) => author.name).join(', ') ?? '').replaceAll('|', ' ').replace(/\s+/g, ' ')} |`);
bom.components.forEach((one) => delete one.licence);
fs.writeFileSync(path.join(folder, 'skiller.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`);
fs.writeFileSync(
    path.join(folder, 'licences.md'),
    `# What Skiller ${bom.metadata.component.version} is made of\n\nSkiller itself: Apache-2.0. It runs on the .NET and ASP.NET Core runtime (MIT), which the machine or the image brings.\n\n| | version | licence | by |\n| --- | --- | --- | --- |\n${list.sort().join('\n')}\n`);
console.log(`${bom.components.length} components, ${new Set(list.map((line) => line.split(' | ')[2])).size} licences: ${path.join(folder, 'skiller.cdx.json')}, ${path.join(folder, 'licences.md')}`);
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 ? 1 : 0;
