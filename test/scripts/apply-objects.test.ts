/** How objects get into a cluster: a host's shell functions, with a kubectl of the test's own that answers what the API servers would. */
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {root} from '../../source/run/root.ts';

const noKind =
	'error: resource mapping not found for name: "office" namespace: "" from "a.yaml": no matches for kind "ClusterIssuer" in version "cert-manager.io/v1"';
const noWebhook =
	'Error from server (InternalError): Internal error occurred: failed calling webhook "webhook.cert-manager.io": no endpoints available for service "cert-manager-webhook"';

/** What `apply_objects` ends with, and what kubectl was asked, when its applies say this one after the other; one that says nothing succeeds. */
const applied = async (...said: readonly string[]) => {
	const text = `
		set -euo pipefail
		source ${path.join(root, 'scripts/host/functions.bash')}
		kept=$(mktemp -d); trap 'rm -rf $kept' EXIT
		printf '%s\\n' "$@" >$kept/said
		kubectl() {
			echo "$1" >>$kept/asked
			[ "$1" = apply ] || return 0
			local words
			words=$(head -n 1 $kept/said)
			sed -i 1d $kept/said
			[ -n "$words" ] || { echo applied; return 0; }
			echo "$words" >&2
			return 1
		}
		code=0
		apply_objects -f a.yaml 2>/dev/null || code=$?
		echo $code $(<$kept/asked)`;
	return (await execa('bash', ['-c', text, 'bash', ...said])).stdout;
};

test('what needs a definition of the same files is applied once more when that is there', async t => {
	t.is(await applied(noKind, ''), '0 apply wait apply');
	t.is(await applied(''), '0 apply');
	t.is(await applied('Error from server (NotFound): namespaces "shop" not found', ''), '0 apply wait apply');
	t.is(await applied(noKind, noKind), '1 apply wait apply');
});

test('what waits for a webhook ends otherwise than what is wrong', async t => {
	t.is(await applied(noWebhook), '75 apply');
	t.is(await applied(noKind, noWebhook), '75 apply wait apply');
	t.is(await applied('Error from server (Invalid): spec is invalid'), '1 apply');
});
