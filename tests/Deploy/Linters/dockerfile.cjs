// node dockerfile.cjs FILE: what is wrong with a Dockerfile, a line each; exit code 1 when something is.
const { validate } = require('dockerfile-utils');
const faults = validate(require('fs').readFileSync(process.argv[2], 'utf8'), { instructionWorkdirRelative: 2 });
for (const fault of faults) {
    console.log(`line ${fault.range.start.line + 1}: ${fault.message}`);
}

process.exitCode = faults.length > 0 ? 1 : 0;
