// node json.cjs FILE: the documents of a YAML file, merges and anchors resolved, as JSON, one a line.
const yaml = require('yaml');
for (const document of yaml.parseAllDocuments(require('fs').readFileSync(process.argv[2], 'utf8'), { merge: true, uniqueKeys: true })) {
    if (document.errors.length > 0) {
        throw document.errors[0];
    }

    console.log(JSON.stringify(document.toJS()));
}
