// node kustomize.cjs FOLDER: what `kubectl kustomize FOLDER` makes of it, an object of JSON a line, for machines without kubectl. Knows what deploy/kubernetes uses
// (resources, namespace, images, patches by path that merge maps and replace lists) and refuses the rest.
const fs = require('fs');
const path = require('path');
const yaml = require('yaml');

const objects = (file) => yaml.parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS()).filter(Boolean);
const known = new Set(['apiVersion', 'kind', 'namespace', 'resources', 'images', 'patches']);
// Lists of these names are merged by a key of their members, which is not known here.
const keyed = new Set(['containers', 'initContainers', 'env', 'volumes', 'volumeMounts', 'imagePullSecrets']);
const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function merge(onto, patch) {
    for (const [name, value] of Object.entries(patch)) {
        if (keyed.has(name)) {
            throw new Error(`a patch of ${name} is merged by key: say it in base, or teach this script`);
        }

        onto[name] = isMap(value) && isMap(onto[name]) ? merge(onto[name], value) : value;
    }

    return onto;
}

function images(value, replaced) {
    if (Array.isArray(value)) {
        value.forEach((item) => images(item, replaced));
    } else if (isMap(value)) {
        for (const name of ['containers', 'initContainers']) {
            for (const container of value[name] ?? []) {
                const image = replaced.find((one) => one.name === container.image);
                container.image = image ? `${image.newName ?? image.name}:${image.newTag}` : container.image;
            }
        }

        Object.values(value).forEach((item) => images(item, replaced));
    }
}

function build(folder) {
    const [kustomization] = objects(path.join(folder, 'kustomization.yaml'));
    const unknown = Object.keys(kustomization).find((name) => !known.has(name));
    if (unknown) {
        throw new Error(`${folder}: ${unknown} is not known here`);
    }

    const made = kustomization.resources.flatMap((resource) => {
        const place = path.join(folder, resource);
        return fs.statSync(place).isDirectory() ? build(place) : objects(place);
    });
    for (const patch of (kustomization.patches ?? []).flatMap((one) => objects(path.join(folder, one.path)))) {
        const onto = made.find((one) => one.kind === patch.kind && one.metadata.name === patch.metadata.name);
        if (!onto) {
            throw new Error(`${folder}: there is no ${patch.kind} ${patch.metadata.name} to patch`);
        }

        merge(onto, patch);
    }

    images(made, kustomization.images ?? []);
    for (const object of kustomization.namespace ? made : []) {
        if (object.kind !== 'Namespace') {
            object.metadata.namespace = kustomization.namespace;
        }
    }

    return made;
}

for (const object of build(process.argv[2])) {
    console.log(JSON.stringify(object));
}
