#!/usr/bin/env node
// The published entry. Old syntax and no static imports: an old Node must get as far as the one line that helps it.
var parts = process.versions.node.split('.');
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 20)) {
	process.stderr.write(
		'kinstall needs Node 22.20 or newer, this is ' + process.versions.node + '. Try: npx -p node@24 -p kinstall kinstall\n',
	);
	process.exit(1);
}
// React picks its build when it loads.
process.env['NODE_ENV'] = process.env['NODE_ENV'] || 'production';
import('./cli/main.js');
