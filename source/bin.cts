// The published entry. Old syntax and no static imports: an old Node must get as far as the one line that helps it.
var parts = process.versions.node.split('.');
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 20)) {
	process.stderr.write(
		'kinstall needs Node 22.20 or newer, this is ' + process.versions.node + '. Try: npx -p node@24 -p kinstall kinstall\n',
	);
	process.exit(1);
}
var words = process.argv.slice(2);
var join = require('node:path').join;
// What was compiled once starts sooner. In a folder of the person's own: whoever can write there decides what runs.
var cache = join(process.env['XDG_CACHE_HOME'] || join(require('node:os').homedir(), '.cache'), 'kinstall', 'compiled');
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
	process.stdout.write(require('../../package.json').version + '\n');
} else {
	require('node:module').enableCompileCache(cache);
	// For the scripts of the phases, too.
	process.env['NODE_COMPILE_CACHE'] = process.env['NODE_COMPILE_CACHE'] || cache;
	import('./cli/main.js');
}
